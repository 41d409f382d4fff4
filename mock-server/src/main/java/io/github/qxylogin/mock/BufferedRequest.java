package io.github.qxylogin.mock;

import java.io.ByteArrayInputStream;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.ReadListener;
import wiremock.jakarta.servlet.ServletInputStream;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose body the edge has already read. */
final class BufferedRequest extends HttpServletRequestWrapper {

  private final byte[] body;
  private final int extraPort;

  BufferedRequest(HttpServletRequest request, byte[] body, int extraPort) {
    super(request);
    this.body = body;
    this.extraPort = extraPort;
  }

  /** Returns the extra port: WireMock hands no more of a request on than this. */
  @Override
  public int getServerPort() {
    return extraPort;
  }

  /** Answers of a fault may be late by more than Jetty's 30 seconds. */
  @Override
  public AsyncContext startAsync() {
    AsyncContext async = super.startAsync();
    async.setTimeout(0);
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
