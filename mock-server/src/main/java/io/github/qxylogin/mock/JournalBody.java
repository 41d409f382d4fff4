package io.github.qxylogin.mock;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads a body that the journal has kept, whole or cut. */
final class JournalBody {
  /** Far below what Jackson writes, since an entry of the journal is itself some levels deep. */
  private static final int DEEPEST = 200;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final ObjectReader STRICT =
      MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JournalBody() {}

  /** Returns as much of a body as is a JSON object: of one that is cut, the members before. */
  static ObjectNode object(byte[] body) {
    try {
      return STRICT.readTree(body) instanceof ObjectNode whole ? whole : empty();
    } catch (IOException notWhole) {
      return beginning(body);
    }
  }

  private static ObjectNode beginning(byte[] cut) {
    ByteArrayOutputStream closed = new ByteArrayOutputStream();
    try {
      copy(cut, closed);
      return MAPPER.readTree(closed.toByteArray()) instanceof ObjectNode object ? object : empty();
    } catch (IOException noObject) {
      return empty();
    }
  }

  /** Closing the generator closes the objects and arrays that the cut has left open. */
  private static void copy(byte[] cut, ByteArrayOutputStream closed) throws IOException {
    try (JsonParser parser = MAPPER.createParser(cut);
        JsonGenerator generator = MAPPER.createGenerator(closed)) {
      boolean named = false;
      try {
        while (parser.nextToken() != null) {
          generator.copyCurrentEvent(parser);
          named = parser.hasToken(JsonToken.FIELD_NAME);
          if (parser.getParsingContext().inRoot()) {
            return;
          }
        }
      } catch (IOException cutHere) {
        if (named) {
          generator.writeNull();
        }
      }
    }
  }

  /**
   * Reads all that is JSON in a body, and returns whether that was all of it.
   *
   * @param tree gets the object
   * @param members get each text and number with its name, or with none; and each name as a text
   */
  static boolean read(byte[] body, Consumer<JsonNode> tree, BiConsumer<String, String> members) {
    tree.accept(object(body));
    try (JsonParser parser = MAPPER.createParser(body)) {
      while (parser.nextToken() != null) {
        if (parser.hasToken(JsonToken.FIELD_NAME)) {
          members.accept("", parser.currentName());
        } else if (parser.currentToken().isNumeric() || parser.hasToken(JsonToken.VALUE_STRING)) {
          members.accept(Optional.ofNullable(parser.currentName()).orElse(""), parser.getText());
        }
      }
      return true;
    } catch (IOException malformed) {
      return false;
    }
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Returns a body as it may be shown. */
  static RecordedBody shown(byte[] kept, int size, FoundSecrets secrets) {
    if (size == 0) {
      return new RecordedBody(0, MissingNode.getInstance(), "");
    }
    try {
      if (STRICT.readTree(kept) instanceof ObjectNode whole) {
        return new RecordedBody(size, secrets.clean(whole), "");
      }
    } catch (StreamConstraintsException tooMuch) {
      return masked(size, "nested too deep, and so masked whole");
    } catch (IOException malformed) {
      // told below
    }
    return masked(size, "no JSON object, and so masked whole");
  }

  /** Returns a body of which nothing may be shown. */
  static RecordedBody masked(int size, String note) {
    return new RecordedBody(size, TextNode.valueOf(Redaction.MASK), note);
  }
}
