package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

/** Writes the few ASN.1 values that a certificate is made of, as X.690 encodes them. */
final class Der {

  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int SHORT_LENGTH = 0x80;

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return value(0x31, parts);
  }

  static byte[] integer(BigInteger number) {
    return value(0x02, number.toByteArray());
  }

  static byte[] yes() {
    return value(0x01, new byte[] {(byte) 0xff});
  }

  static byte[] text(String text) {
    return value(0x0c, text.getBytes(UTF_8));
  }

  static byte[] octets(byte[] content) {
    return value(0x04, content);
  }

  /** Writes bits of which the last {@code unused} ones do not count. */
  static byte[] bits(int unused, byte[] content) {
    return value(0x03, new byte[] {(byte) unused}, content);
  }

  /** Writes a time before 2050, to the second. */
  static byte[] time(Instant time) {
    return value(0x17, UTC_TIME.format(time).getBytes(UTF_8));
  }

  static byte[] oid(String dotted) {
    int[] arcs = Stream.of(dotted.split("\\.")).mapToInt(Integer::parseInt).toArray();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(arcs[0] * 40 + arcs[1]);
    for (int i = 2; i < arcs.length; i++) {
      for (int shift = 28; shift > 0; shift -= 7) {
        if ((arcs[i] >>> shift) != 0) {
          content.write(((arcs[i] >>> shift) & 0x7f) | 0x80);
        }
      }
      content.write(arcs[i] & 0x7f);
    }
    return value(0x06, content.toByteArray());
  }

  /** Writes a value under any tag, such as the numbered ones that are a certificate's own. */
  static byte[] value(int tag, byte[]... parts) {
    byte[] content = joined(parts);
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(tag);
    if (content.length < SHORT_LENGTH) {
      value.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int leadingZero = length[0] == 0 ? 1 : 0;
      value.write(SHORT_LENGTH | (length.length - leadingZero));
      value.write(length, leadingZero, length.length - leadingZero);
    }
    value.writeBytes(content);
    return value.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Stream.of(parts).forEach(content::writeBytes);
    return content.toByteArray();
  }
}
