package io.github.qxylogin.contracttests.drift.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads recorded calls, and hands each on before the next, so that long recordings fit. */
public final class Recording {

  private static final String LOG = "log";
  private static final String ENTRIES = "entries";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String name;
  private final Function<JsonNode, Recorded> form;
  private final boolean har;

  private Recording(String name, Function<JsonNode, Recorded> form, boolean har) {
    this.name = name;
    this.form = form;
    this.har = har;
  }

  /**
   * Reads an HTTP archive, as browsers and proxies write it, or an entry of one a line (NDJSON).
   *
   * @param name what is read, for messages
   */
  public static Recording har(String name, Masking masking) {
    return new Recording(name, new HarEntry(new RecordedSecrets(masking))::call, true);
  }

  /** Reads the journal of a mock server: a list of calls, or a call a line (NDJSON). */
  public static Recording journal(String name, Masking masking) {
    return new Recording(name, new JournalCall(new RecordedSecrets(masking))::call, false);
  }

  /**
   * Reads the calls of a recording.
   *
   * @param calls is told of each
   * @throws CouldNotRunException if it is none, or has no call
   */
  void read(InputStream in, Consumer<Recorded> calls) {
    boolean empty = true;
    try (JsonParser parser = JSON.createParser(in)) {
      for (JsonNode entry = first(parser); !entry.isMissingNode(); entry = next(parser)) {
        if (!entry.isObject()) {
          throw new CouldNotRunException(name + " has an entry that is no object");
        }
        if (!entry.has("request") && parser.getParsingContext().inRoot()) {
          throw another();
        }
        calls.accept(form.apply(entry));
        empty = false;
      }
    } catch (JsonProcessingException malformed) {
      int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
      throw new CouldNotRunException(name + " is no JSON, at line " + line, malformed);
    } catch (IOException unreadable) {
      throw new CouldNotRunException(name + " cannot be read to its end", unreadable);
    }
    if (empty) {
      throw new CouldNotRunException(name + " has no call at all: record some first");
    }
  }

  /** Returns the first entry of the list, or, of an entry a line, the first line. */
  private JsonNode first(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_ARRAY && !har) {
      return next(parser);
    }
    if (token != JsonToken.START_OBJECT) {
      throw another();
    }
    ObjectNode line = JSON.createObjectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      parser.nextToken();
      if (har && member.equals(LOG)) {
        enterEntries(parser);
        return next(parser);
      }
      line.set(member, JSON.readTree(parser));
    }
    return line;
  }

  private void enterEntries(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(ENTRIES);
        if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
          return;
        }
        parser.skipChildren();
      }
    }
    throw another();
  }

  private static JsonNode next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    return token == null || token == JsonToken.END_ARRAY
        ? MissingNode.getInstance()
        : JSON.readTree(parser);
  }

  private CouldNotRunException another() {
    String wanted =
        har
            ? "no HAR, which has log.entries: export it again"
            : "no journal, which is a list of calls: take what GET /__mock/requests answers";
    return new CouldNotRunException(name + " is " + wanted);
  }
}
