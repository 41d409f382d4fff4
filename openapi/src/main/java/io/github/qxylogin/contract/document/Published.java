package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The document for everybody. */
public final class Published {
  private static final String DIGEST = "x-digest";

  private Published() {}

  /** Returns the published part, without ours; a digest of the whole identifies the contract. */
  public static ObjectNode of(ObjectNode contract) {
    ObjectNode published = contract.deepCopy();
    published.put(DIGEST, digest(contract));
    published.findParents(Bundler.MOCK).forEach(part -> ((ObjectNode) part).remove(Bundler.MOCK));
    return published;
  }

  private static String digest(ObjectNode contract) {
    try {
      byte[] text = contract.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
