package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.contract.ContractFacts;
import io.github.qxylogin.client.internal.http.Backoff;
import io.github.qxylogin.client.internal.http.PasswordCipher;
import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.TokenStore;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.mockwebserver.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** The calls of one operation, their traffic, and their output. */
final class CanaryRun implements AutoCloseable {
  private static final PasswordCipher PUBLISHED =
      PasswordCipher.of(ApiContract.generated().publicKey);

  /** The start of all canaries, in every form of quoting. */
  private static final String CANARY = "canary-";

  /** The start of all signatures. */
  private static final String SIGNATURE = "api-sv1";

  private final Operation operation;
  private final boolean encrypted;
  private final ObjectNode request;
  private final Contract marks;
  private final Set<String> read = new LinkedHashSet<>();
  private final FakePlatform platform = new FakePlatform();
  private final CapturedOutput heard;
  private @Nullable QixiangyunLogin login;

  CanaryRun(Operation operation, boolean encrypted) throws IOException {
    this.operation = operation;
    this.encrypted = encrypted;
    request = CanaryBodies.request(operation, encrypted);
    GeneratedCalls.method(operation);
    marks = SingleOperationMarks.of(operation);
    heard = new CapturedOutput();
  }

  void succeed(Form form) {
    platform.respond("fetchToken", issued());
    platform.respond(operation.id(), CanaryBodies.response(operation).toString());
    call(form, true);
  }

  void respond(String name, Form form) {
    platform.respond("fetchToken", issued());
    platform.respond(operation.id(), sent -> CanaryResponses.response(name, sent));
    call(form, false);
  }

  private static String issued() {
    return CanaryBodies.response(CONTRACT.operation("fetchToken")).toString();
  }

  private void call(Form form, boolean asSent) {
    // A login asks for its token once, so that each response to that needs another.
    login = login == null || !operation.signed() ? client() : login;
    CanaryCalls calls = new CanaryCalls(operation, login, heard, request, encrypted);
    int before = arrived().size();
    calls.raw(form, asSent);
    if (arrived().size() == before) {
      throw new AssertionError(operation.id() + " did not arrive");
    }
    if (TypedCalls.exist(operation) && encrypted) {
      calls.typed(form);
    } else if (!operation.signed()) {
      signIn(login, form);
    }
    read.addAll(calls.read());
  }

  /** A token is fetched by whatever call needs one. */
  private void signIn(QixiangyunLogin client, Form form) {
    try {
      heard.note(form.check(client));
    } catch (QixiangyunException failed) {
      heard.note(failed);
    }
  }

  private QixiangyunLogin client() {
    QixiangyunLoginBuilder builder =
        new QixiangyunLoginBuilder(ContractFacts.of(marks))
            .baseUrl(platform.address())
            .credentials(FakePlatform.APP_KEY, CanaryResponses.APP_SECRET)
            .backoff(new Backoff(new Random(), (wait, call) -> {}))
            .callTimeout(Duration.ofSeconds(20))
            .actionTimeout(Duration.ofSeconds(20))
            .passwordKey(RsaKeys.USUAL.open())
            .tokenStore(
                new TokenStore() {
                  @Override
                  public Optional<AccessToken> load(String key) {
                    return Optional.empty();
                  }

                  @Override
                  public void save(String key, AccessToken token) {
                    heard.note(token);
                  }
                })
            .observer(
                started -> {
                  heard.note(started);
                  return heard::note;
                });
    QixiangyunLogin client = builder.build();
    heard.note(builder);
    heard.note(client);
    return client;
  }

  private List<RecordedRequest> arrived() {
    return platform.requests(operation.id());
  }

  /** Returns the names of the secrets that arrived in the first request. */
  Set<String> sent() {
    Set<String> names = new LinkedHashSet<>();
    RecordedRequest first = arrived().get(0);
    JsonNode body = CanaryResponses.body(first);
    for (String name : Secrets.NAMES) {
      String value = body.path(name).asText();
      boolean cipher = encrypted && PUBLISHED.looksEncrypted(value);
      String clear = cipher ? RsaKeys.USUAL.decrypted(value) : value;
      if (clear.equals(Secrets.canary(name)) || !first.getHeaders().values(name).isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  /** Returns the names of the secrets in the generated responses. */
  Set<String> read() {
    return read;
  }

  /** Returns the number of output texts. */
  int outputCount() {
    return heard.all().size();
  }

  /** Returns the output texts that contain a secret. */
  List<String> leaks() {
    List<String> secrets =
        Stream.concat(
                Stream.of(CANARY, SIGNATURE),
                arrived().stream()
                    .flatMap(r -> CanaryResponses.secrets(r).stream())
                    .flatMap(Secrets::quoted)
                    .map(secret -> secret.toLowerCase(Locale.ROOT))
                    .filter(secret -> !secret.startsWith(CANARY) && !secret.startsWith(SIGNATURE)))
            .distinct()
            .toList();
    return heard.all().stream()
        .distinct()
        .filter(line -> holdsAny(line.toLowerCase(Locale.ROOT), secrets))
        .limit(20)
        .toList();
  }

  private static boolean holdsAny(String line, List<String> secrets) {
    return secrets.stream().anyMatch(line::contains);
  }

  @Override
  public void close() {
    heard.close();
    platform.close();
  }
}
