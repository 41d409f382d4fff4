package io.github.qxylogin.contracttests.drift.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.targets.NoResponseException;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an HTTP archive, HAR 1.2, from a file or a URL. It holds one entry at a time, so that long
 * recordings fit.
 *
 * @param name a file or a URL; for a mock server its base URL is enough
 * @param masking receives the secrets of the calls
 */
public record HarFile(String name, Masking masking) {
  private static final String OF_A_MOCK = "/__mock/requests?format=har";
  private static final String OF_THE_CONTROL_API = "/__mock/";
  private static final String URL = "(?i)https?://.*";
  private static final long LONGEST = 512L << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Judges the calls.
   *
   * @param token the control token of a mock server; empty where none is needed
   * @param trusted the certificates to trust instead of Java's
   * @throws CouldNotRunException if there is no archive, or no call in it
   */
  public void read(RecordedRun run, String token, Optional<KeyStore> trusted) {
    if (!name.matches(URL)) {
      read(Path.of(name), run);
      return;
    }
    URI uri = uri();
    boolean controls = uri.getPath().startsWith(OF_THE_CONTROL_API) && !token.isEmpty();
    Map<String, String> headers = controls ? Map.of("Authorization", "Bearer " + token) : Map.of();
    String server = uri.getScheme() + "://" + uri.getRawAuthority();
    String path = uri.toString().substring(server.length());
    try {
      new Caller(server, Caller.DEADLINE, trusted)
          .get(path, headers, (status, body) -> read(uri, status, body, run));
    } catch (NoResponseException none) {
      throw new CouldNotRunException(none.getMessage(), none);
    }
  }

  private CouldNotRunException cannot(String problem, Exception cause) {
    return new CouldNotRunException(shown(name) + problem, cause);
  }

  private void read(Path file, RecordedRun run) {
    if (!Files.isRegularFile(file)) {
      throw new CouldNotRunException(file + " is no file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > LONGEST) {
        throw new CouldNotRunException(
            "%s is longer than %d MB: record less, or without images"
                .formatted(file, LONGEST >> 20));
      }
      read(in, run);
    } catch (IOException unreadable) {
      throw cannot(" cannot be read to its end", unreadable);
    }
  }

  private void read(URI uri, int status, InputStream body, RecordedRun run) throws IOException {
    if (status != 200) {
      throw new CouldNotRunException(shown(uri.toString()) + " returned " + error(status));
    }
    try {
      read(body, run);
    } catch (CouldNotRunException reason) {
      throw reason;
    } catch (RuntimeException crash) { // Which is none of the call.
      throw cannot(" could not be judged: " + crash, crash);
    }
  }

  private static String error(int status) {
    return switch (status) {
      case 401 -> "401: its control token has to stand in QXY_CONTROL_TOKEN";
      case 404 -> "404: it is no HAR, and no mock server with a journal (--journal 1000)";
      default -> status + " instead of a HAR";
    };
  }

  /** Returns the name of a recording as reports show it: a query may hold a signature. */
  public static String shown(String name) {
    return name.matches(URL) ? name.replaceFirst("[?#].*", "") : name;
  }

  private URI uri() {
    try {
      URI uri = URI.create(name.replaceFirst("/*(#.*)?$", ""));
      if (uri.getHost() != null && uri.getUserInfo() == null && uri.getPort() <= Caller.LAST_PORT) {
        return uri.getRawPath().isEmpty() ? uri.resolve(OF_A_MOCK) : uri;
      }
    } catch (IllegalArgumentException noUri) { // Reported below.
    }
    throw new CouldNotRunException("--har needs a file or a URL without a user");
  }

  private void read(InputStream in, RecordedRun run) throws IOException {
    JsonParser json = JSON.createParser(in);
    JsonPointerBasedFilter entries = new JsonPointerBasedFilter("/log/entries");
    try (JsonParser list =
        new FilteringParserDelegate(json, entries, Inclusion.ONLY_INCLUDE_ALL, false)) {
      if (list.nextToken() != JsonToken.START_ARRAY) {
        throw cannot(" is no HAR, which has log.entries: export it again", null);
      }
      if (list.nextToken() != JsonToken.START_OBJECT) {
        throw cannot(" has no call at all: record some first", null);
      }
      do {
        run.add(HarEntry.of(JSON.readTree(list), masking));
      } while (list.nextToken() == JsonToken.START_OBJECT);
    } catch (JsonProcessingException malformed) {
      int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
      throw cannot(" is no JSON, at line " + line, malformed);
    }
  }
}
