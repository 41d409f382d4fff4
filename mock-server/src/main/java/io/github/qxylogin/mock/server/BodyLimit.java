package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.http.Problem;
import java.nio.ByteBuffer;
import wiremock.org.eclipse.jetty.http.BadMessageException;
import wiremock.org.eclipse.jetty.server.HttpInput;

/**
 * Checks the body of one request as it arrives. It rejects a body that is too long, zipped, or slow
 * in small pieces. Jetty only limits the silence between the pieces; WireMock unzips without limit.
 */
final class BodyLimit implements HttpInput.Interceptor {
  private static final int[] GZIP = {0x1f, 0x8b};

  private final long end;
  private long length;
  private int zipped;

  BodyLimit(ServerLimits limits) {
    this.end = System.nanoTime() + limits.bodyTime().toNanos();
  }

  @Override
  public HttpInput.Content readFrom(HttpInput.Content content) {
    // The end, or an error.
    if (content.isSpecial()) {
      return content;
    }
    ByteBuffer bytes = content.getByteBuffer();
    for (int i = 0; i < bytes.remaining() && length + i < GZIP.length; i++) {
      zipped += (bytes.get(bytes.position() + i) & 0xff) == GZIP[(int) length + i] ? 1 : 0;
    }
    length += bytes.remaining();
    if (length > ServerLimits.BODY_BYTES) {
      throw new BadMessageException(Problem.BODY_TOO_LARGE.status());
    }
    if (zipped == GZIP.length) {
      throw new BadMessageException(Problem.BODY_ENCODING_WRONG.status());
    }
    if (System.nanoTime() - end > 0) {
      throw new BadMessageException(Problem.BODY_TOO_SLOW.status());
    }
    return content;
  }
}
