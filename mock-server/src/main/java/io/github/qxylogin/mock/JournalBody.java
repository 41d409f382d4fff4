package io.github.qxylogin.mock;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contract.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a body that the journal has kept, whole or cut. */
final class JournalBody {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final ObjectReader STRICT =
      MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** A member in what is no JSON: of a form, of an object that is cut or wrongly quoted. */
  private static final Pattern MEMBER =
      Pattern.compile("(\\w+)[\"']?\\s*[:=]\\s*[\"']?([^\"'&,}\\s]+)");

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

  /** Lets the secrets of a body be known: of a name given twice, which no tree keeps, too. */
  static void teach(byte[] body, Secrets secrets, Redaction redaction) {
    secrets.learn(object(body));
    try (JsonParser parser = MAPPER.createParser(body)) {
      while (parser.nextToken() != null) {
        boolean told = parser.currentToken().isNumeric() || parser.hasToken(JsonToken.VALUE_STRING);
        if (told && parser.currentName() != null && redaction.covers(parser.currentName())) {
          secrets.learn(parser.getText());
        }
      }
    } catch (IOException malformed) {
      teachLoosely(new String(body, StandardCharsets.UTF_8), secrets, redaction);
    }
  }

  private static void teachLoosely(String text, Secrets secrets, Redaction redaction) {
    for (Matcher member = MEMBER.matcher(text); member.find(); ) {
      if (redaction.covers(member.group(1))) {
        secrets.learn(member.group(2));
        secrets.learn(QueryParameters.decoded(member.group(2)));
      }
    }
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Returns a body as it may be shown. */
  static RecordedBody shown(byte[] kept, int size, Secrets secrets) {
    if (size == 0) {
      return new RecordedBody(0, MissingNode.getInstance(), "");
    }
    if (kept.length < size) {
      return new RecordedBody(
          size,
          secrets.clean(object(kept)),
          "cut: of %d bytes the first %d are kept".formatted(size, kept.length));
    }
    try {
      if (STRICT.readTree(kept) instanceof ObjectNode whole) {
        return new RecordedBody(size, secrets.clean(whole), "");
      }
    } catch (IOException malformed) {
      // told below
    }
    JsonNode mask = TextNode.valueOf(Redaction.MASK);
    return new RecordedBody(size, mask, "no JSON object, and so masked whole");
  }
}
