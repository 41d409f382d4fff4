package io.github.qxylogin.contracttests.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests that every JDK has. */
public final class Digest {
  private Digest() {}

  /** Returns the digest of signatures and of the token call: MD5 in lower case. */
  public static String md5(byte[] bytes) {
    return HexFormat.of().formatHex(of("MD5", bytes));
  }

  public static byte[] of(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
