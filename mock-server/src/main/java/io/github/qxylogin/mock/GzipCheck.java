package io.github.qxylogin.mock;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Unzips a body on trial and throws the result away: WireMock unzips again, but without a limit,
 * and what it cannot unzip it answers with HTTP 500.
 */
final class GzipCheck {

  private final long limit;

  GzipCheck(long limit) {
    this.limit = limit;
  }

  /** Returns what is wrong with the body, or null. */
  Problem check(String contentEncoding, byte[] body) {
    if (body.length == 0 || !(saysGzip(contentEncoding) || looksLikeGzip(body))) {
      return null;
    }
    try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
      long allowed = unzipped.skip(limit);
      return allowed == limit && unzipped.read() >= 0 ? Problem.BODY_TOO_LARGE : null;
    } catch (IOException notGzip) {
      return Problem.BODY_ENCODING_WRONG;
    }
  }

  private static boolean saysGzip(String contentEncoding) {
    return contentEncoding != null && contentEncoding.contains("gzip");
  }

  // WireMock goes by the first two bytes even where no header says gzip.
  private static boolean looksLikeGzip(byte[] body) {
    return body.length >= 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
  }
}
