package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The documents on the class path. */
public final class Resources {
  /** Their folder. */
  public static final String FOLDER = "/io/github/qxylogin/contract";

  /** The whole contract, as compact JSON. */
  public static final String CONTRACT = FOLDER + "/contract.json";

  /** The published document, as compact JSON. */
  public static final String JSON = FOLDER + "/openapi.json";

  /** The published document, as YAML. */
  public static final String YAML = FOLDER + "/openapi.yaml";

  /** The flows of the published document, as compact JSON. */
  public static final String ARAZZO_JSON = FOLDER + "/arazzo.json";

  /** The flows of the published document, as YAML. */
  public static final String ARAZZO_YAML = FOLDER + "/arazzo.yaml";

  /** The Chinese texts of the contract by the English ones, as compact JSON. */
  public static final String CHINESE = FOLDER + "/zh.json";

  private Resources() {}

  /** Returns the place of the published document of one module, as YAML. */
  public static String yaml(String module) {
    return YAML.replace(".yaml", "-" + module + ".yaml");
  }

  /** Returns a document. */
  public static ObjectNode json(String name) {
    try {
      return new ObjectMapper().readValue(bytes(name), ObjectNode.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns the bytes of a document. */
  public static byte[] bytes(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing: build the module openapi");
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
