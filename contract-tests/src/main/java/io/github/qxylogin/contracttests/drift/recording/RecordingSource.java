package io.github.qxylogin.contracttests.drift.recording;

import io.github.qxylogin.contracttests.text.CouldNotRunException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** Opens recordings: files, and the journal of a running mock server. */
public final class RecordingSource {

  private static final String REQUESTS = "/__mock/requests";
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long LONGEST_FILE = 512L << 20;
  private static final int GZIP = 0x1f8b;

  private RecordingSource() {}

  public static boolean isUrl(String text) {
    return text.matches("(?i)https?://.*");
  }

  /** Reads a file. */
  public static void ofFile(Path file, Recording recording, Consumer<Recorded> calls) {
    if (!Files.isRegularFile(file)) {
      throw new CouldNotRunException(file + " is no file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      long megabytes = Files.size(file) >> 20;
      if (Files.size(file) > LONGEST_FILE) {
        throw new CouldNotRunException(
            file
                + (" is " + megabytes + " MB long, and no more than ")
                + ((LONGEST_FILE >> 20) + " MB are read: record less, or without images"));
      }
      if (Files.size(file) >= 2 && isPacked(file)) {
        throw new CouldNotRunException(file + " is packed with gzip: unpack it first");
      }
      recording.read(in, calls);
    } catch (IOException unreadable) {
      throw new CouldNotRunException(file + " cannot be read", unreadable);
    }
  }

  private static boolean isPacked(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return (in.read() << 8 | in.read()) == GZIP;
    }
  }

  /**
   * Asks a mock server for its journal.
   *
   * @param token the control token; empty where none is needed
   * @param trusted the certificates to trust instead of those that Java brings
   */
  public static void ofUrl(
      String url,
      String token,
      Optional<KeyStore> trusted,
      Recording recording,
      Consumer<Recorded> calls) {
    URI uri = uri(url);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(DEADLINE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(DEADLINE);
    trusted.ifPresent(store -> client.sslContext(trusting(store)));
    try {
      HttpResponse<InputStream> answer =
          client.build().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new CouldNotRunException(uri + " answered " + refusal(answer.statusCode()));
        }
        recording.read(in, calls);
      }
    } catch (SSLException untrusted) {
      throw new CouldNotRunException(
          uri
              + " gave no journal: its certificate is signed by nobody who is trusted here: name"
              + " that CA, or a mock server's own certificate, with --ca FILE",
          untrusted);
    } catch (IOException unreachable) {
      throw new CouldNotRunException(uri + " gave no journal: is the mock server up?", unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CouldNotRunException("stopped while reading " + uri, stopped);
    }
  }

  private static SSLContext trusting(KeyStore store) {
    try {
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException unusable) {
      throw new CouldNotRunException("what --ca names cannot be trusted", unusable);
    }
  }

  private static String refusal(int status) {
    return switch (status) {
      case 401 -> "401: its control token has to stand in QXY_CONTROL_TOKEN";
      case 404 -> "404: it is no mock server, or one without a journal (--journal 1000)";
      default -> status + " instead of its journal";
    };
  }

  private static URI uri(String url) {
    try {
      URI uri = URI.create(url.replaceFirst("/+$", ""));
      boolean bare = uri.getHost() != null && uri.getUserInfo() == null;
      if (bare) {
        return uri.getRawPath().isEmpty() ? uri.resolve(REQUESTS) : uri;
      }
    } catch (IllegalArgumentException noUri) {
      throw new CouldNotRunException("--journal needs a file or a URL without a user", noUri);
    }
    throw new CouldNotRunException("--journal needs a file or a URL without a user");
  }
}
