package io.github.qxylogin.contracttests.drift.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads recorded calls, and hands each on before the next, so that long recordings fit. */
public final class Recording {

  private static final String REQUEST = "request";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String name;
  private final Function<JsonNode, Recorded> form;
  private final List<String> members;

  /**
   * Reads recordings of one form.
   *
   * @param name what is read, for messages
   * @param form makes a call of an entry
   * @param members the members in which the list of entries stands, from the outside in
   */
  private Recording(String name, Function<JsonNode, Recorded> form, String... members) {
    this.name = name;
    this.form = form;
    this.members = List.of(members);
  }

  /** Reads an HTTP archive, as browsers and proxies write it. */
  public static Recording har(String name, Masking masking, Redaction redaction) {
    return new Recording(
        name, new HarEntry(new RecordedSecrets(masking, redaction))::call, "log", "entries");
  }

  /** Reads the journal of a mock server: a list of calls, or a call a line (NDJSON). */
  public static Recording journal(String name, Masking masking, Redaction redaction) {
    return new Recording(name, new JournalCall(new RecordedSecrets(masking, redaction))::call);
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
      JsonToken token = enter(parser);
      boolean lines = token == JsonToken.START_OBJECT;
      token = lines ? token : parser.nextToken();
      for (; token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
        JsonNode entry = JSON.readTree(parser);
        if (lines && !entry.has(REQUEST)) {
          throw new CouldNotRunException(name + " is " + wanted());
        }
        if (!entry.isObject()) {
          throw new CouldNotRunException(name + " has an entry that is no object");
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

  /** Returns the token with which the list begins, or, of a call a line, the first of them. */
  private JsonToken enter(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (members.isEmpty() && token == JsonToken.START_OBJECT) {
      return token;
    }
    for (String member : members) {
      while (token == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = member.equals(parser.currentName());
        token = parser.nextToken();
        if (wanted) {
          break;
        }
        parser.skipChildren();
        token = JsonToken.START_OBJECT;
      }
    }
    if (token != JsonToken.START_ARRAY || !isInside(parser)) {
      throw new CouldNotRunException(name + " is " + wanted());
    }
    return token;
  }

  /** A list is only taken for the entries where the entries have to stand. */
  private boolean isInside(JsonParser parser) {
    StringBuilder wanted = new StringBuilder();
    members.forEach(member -> wanted.append('/').append(member));
    return parser.getParsingContext().getParent().pathAsPointer().toString().contentEquals(wanted);
  }

  private String wanted() {
    return members.isEmpty()
        ? "no journal, which is a list of calls: take what GET /__mock/requests answers"
        : "no HAR, which has " + String.join(".", members) + ": export it again";
  }
}
