package io.github.qxylogin.mock;

import java.io.ByteArrayInputStream;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.ReadListener;
import wiremock.jakarta.servlet.ServletInputStream;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose body the edge has already read. */
final class BufferedRequest extends HttpServletRequestWrapper {

  private static final byte[] NONE = {};

  private final int extraPort;
  private final HeldBack heldBack;
  private byte[] body;

  BufferedRequest(HttpServletRequest request, byte[] body, int extraPort, HeldBack heldBack) {
    super(request);
    this.body = body;
    this.extraPort = extraPort;
    this.heldBack = heldBack;
  }

  /** Returns the extra port: WireMock hands no more of a request on than this. */
  @Override
  public int getServerPort() {
    return extraPort;
  }

  /**
   * Begins to hold an answer back, for longer than Jetty's 30 seconds if a fault says so; the body
   * it answers is not kept for that.
   */
  @Override
  public AsyncContext startAsync() {
    heldBack.enter();
    AsyncContext async = super.startAsync();
    async.setTimeout(0);
    heldBack.leaveAfter(async);
    body = NONE;
    return async;
  }

  @Override
  public ServletInputStream getInputStream() {
    return new BufferedInput(body);
  }

  private static final class BufferedInput extends ServletInputStream {

    private final ByteArrayInputStream bytes;

    BufferedInput(byte[] body) {
      this.bytes = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, length);
    }

    @Override
    public byte[] readAllBytes() {
      return bytes.readAllBytes();
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("The body was read already: read it without a listener.");
    }
  }
}
