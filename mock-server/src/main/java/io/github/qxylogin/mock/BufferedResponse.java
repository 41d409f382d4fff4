package io.github.qxylogin.mock;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import wiremock.jakarta.servlet.ServletOutputStream;
import wiremock.jakarta.servlet.WriteListener;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.jakarta.servlet.http.HttpServletResponseWrapper;
import wiremock.org.eclipse.jetty.server.Response;

/** A response whose body is kept until it is whole, so that it can be sent without a thread. */
final class BufferedResponse extends HttpServletResponseWrapper {

  private final ServletOutputStream output;

  /**
   * @param whole gets the body when the output is closed, once
   */
  BufferedResponse(Response response, HttpServletResponse wrapped, Consumer<ByteBuffer> whole) {
    super(wrapped);
    this.output = new BufferedOutput(response, whole);
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return output;
  }

  private static final class BufferedOutput extends ServletOutputStream {

    private final Response response;
    private final Consumer<ByteBuffer> whole;
    private final ByteArrayOutputStream pieces = new ByteArrayOutputStream(0);
    private ByteBuffer onePiece;
    private boolean closed;

    BufferedOutput(Response response, Consumer<ByteBuffer> whole) {
      this.response = response;
      this.whole = whole;
    }

    @Override
    public void write(int b) {
      pieces.write(b);
    }

    // Who reads the contract slowly shares its bytes with all who asked by the same address, since
    // nothing writes to an array that is the whole answer.
    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (length == response.getContentLength()) {
        onePiece = ByteBuffer.wrap(bytes, offset, length);
      } else {
        pieces.write(bytes, offset, length);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        whole.accept(onePiece == null ? ByteBuffer.wrap(pieces.toByteArray()) : onePiece);
      }
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("The body is kept: write it without a listener.");
    }
  }
}
