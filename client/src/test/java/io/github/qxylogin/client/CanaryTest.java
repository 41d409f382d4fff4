package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Sends and answers canaries in the place of every secret, and listens whether one is told. What is
 * secret is an independent list's to say, and each operation has to do with its own marks.
 */
class CanaryTest {
  private static final String SUCCESS = "success";

  /** What all canaries begin with, in every form of quoting. */
  private static final String CANARY = "canary-";

  /** What all signatures begin with. */
  private static final String SIGNATURE = "api-sv1";

  private static final ObjectMapper JSON = Json.mapper();

  private final Set<String> exercised = new LinkedHashSet<>();

  @TestFactory
  List<DynamicTest> call_canariesInEverySecret_tellsNone() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : CONTRACT.operations()) {
      tests.add(dynamicTest(operation.id(), () -> check(operation, true)));
      if (operation.fields().stream().anyMatch(f -> f.encryptedWhen().isPresent())) {
        tests.add(dynamicTest(operation.id() + " in clear", () -> check(operation, false)));
      }
    }
    tests.add(
        dynamicTest(
            "every entry of the list was on the wire",
            () -> assertThat(exercised).containsExactlyInAnyOrderElementsOf(Secrets.NAMES)));
    return tests;
  }

  private void check(Operation operation, boolean encrypted) throws IOException {
    GeneratedCalls.method(operation);
    ObjectNode request = request(operation, encrypted);
    ObjectNode answer = answer(operation);
    Contract marks = OwnMarks.of(operation);
    CanaryAnswers answers = new CanaryAnswers();
    List<String> told;
    List<RecordedRequest> arrived;
    Set<String> read = new LinkedHashSet<>();
    try (FakePlatform platform = new FakePlatform();
        Overheard heard = new Overheard()) {
      List<String> names = new ArrayList<>(answers.names());
      names.add(0, SUCCESS);
      QixiangyunLogin login = null;
      for (String name : names) {
        platform.answer("fetchToken", answer(CONTRACT.operation("fetchToken")).toString());
        platform.answer(
            operation.id(),
            sent ->
                name.equals(SUCCESS)
                    ? FakePlatform.json(answer.toString())
                    : answers.answer(name, sent));
        // A login asks for its token once, so that each answer to that needs another.
        login = login == null || !operation.signed() ? login(platform, marks, heard) : login;
        CanaryCalls calls = new CanaryCalls(operation, login, heard, request, encrypted);
        for (Form form : forms(name, names.indexOf(name))) {
          int before = platform.requests(operation.id()).size();
          calls.raw(form, name.equals(SUCCESS));
          assertThat(platform.requests(operation.id())).hasSizeGreaterThan(before);
          if (TypedCalls.exist(operation) && encrypted) {
            calls.typed(form);
          } else if (!operation.signed()) {
            signIn(login, form, heard);
          }
        }
        read.addAll(calls.read());
      }
      arrived = platform.requests(operation.id());
      told = heard.all();
    }

    assertThat(sent(arrived, encrypted)).containsAll(Secrets.in(request.toString()));
    assertThat(read).containsExactlyInAnyOrderElementsOf(Secrets.in(answer.toString()));
    assertThat(told).hasSizeGreaterThan(answers.names().size());
    assertThat(leaks(told, arrived)).isEmpty();
    exercised.addAll(read);
    exercised.addAll(sent(arrived, encrypted));
  }

  /** Both forms for what succeeds; what fails takes turns, which is half the time. */
  private static List<Form> forms(String name, int index) {
    List<Form> all = List.of(Form.values());
    return name.equals(SUCCESS) ? all : List.of(all.get(index % all.size()));
  }

  /** A token is fetched by whatever call needs one. */
  private static void signIn(QixiangyunLogin login, Form form, Overheard heard) {
    try {
      heard.note(form.check(login));
    } catch (QixiangyunException failed) {
      heard.note(failed);
    }
  }

  private static QixiangyunLogin login(FakePlatform platform, Contract marks, Overheard heard) {
    QixiangyunLoginBuilder builder =
        new QixiangyunLoginBuilder(marks)
            .baseUrl(platform.address())
            .credentials(FakePlatform.APP_KEY, CanaryAnswers.APP_SECRET)
            .backoff(new Backoff(new Random(), (wait, call) -> {}))
            .callTimeout(Duration.ofSeconds(20))
            .loginTimeout(Duration.ofSeconds(20))
            .passwordKey(RsaKeys.USUAL.open())
            .tokenStore(
                new TokenStore() {
                  @Override
                  public Optional<AccessToken> load(String appKey) {
                    return Optional.empty();
                  }

                  @Override
                  public void save(String appKey, AccessToken token) {
                    heard.note(token);
                  }
                })
            .observer(
                started -> {
                  heard.note(started);
                  return heard::note;
                });
    QixiangyunLogin login = builder.build();
    heard.note(builder);
    heard.note(login);
    return login;
  }

  private static ObjectNode request(Operation operation, boolean encrypted) {
    JsonNode schema =
        CONTRACT
            .document()
            .path("paths")
            .path(operation.path())
            .path(operation.method().toLowerCase(Locale.ROOT))
            .at("/requestBody/content/application~1json/schema");
    ObjectNode request =
        Secrets.planted(
            operation.firstSuccess().request().orElseGet(JSON::createObjectNode), schema);
    for (Field field : operation.fields()) {
      field
          .encryptedWhen()
          .ifPresent(
              when -> {
                request.put(when.field(), 0);
                if (encrypted) {
                  operation
                      .fields()
                      .forEach(f -> when.valueFor(f).ifPresent(v -> request.set(when.field(), v)));
                }
              });
    }
    return request;
  }

  private static ObjectNode answer(Operation operation) {
    return Secrets.planted(
        operation.firstSuccess().answer(), CONTRACT.document().at(operation.responseSchema()));
  }

  /** Returns the names of the secrets that arrived in requests. */
  private static Set<String> sent(List<RecordedRequest> arrived, boolean encrypted) {
    Set<String> names = new LinkedHashSet<>();
    for (RecordedRequest request : arrived) {
      JsonNode body = CanaryAnswers.body(request);
      Set<String> secrets = CanaryAnswers.secrets(request);
      for (String name : Secrets.NAMES) {
        String value = body.path(name).asText();
        boolean cipher = encrypted && Password.isBlocks(value, 128);
        String clear = cipher ? RsaKeys.USUAL.decrypted(value) : value;
        if (clear.equals(Secrets.canary(name)) || !request.getHeaders().values(name).isEmpty()) {
          names.add(name);
        }
        if (secrets.contains(value) && name.equals("client_secret")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static List<String> leaks(List<String> told, List<RecordedRequest> arrived) {
    Set<String> secrets = new LinkedHashSet<>();
    secrets.add(CANARY);
    secrets.add(SIGNATURE);
    for (RecordedRequest request : arrived) {
      CanaryAnswers.secrets(request).stream()
          .filter(
              secret ->
                  !secret
                      .toLowerCase(Locale.ROOT)
                      .matches("(?s)(" + CANARY + "|" + SIGNATURE + ").*"))
          .flatMap(Secrets::quoted)
          .map(secret -> secret.toLowerCase(Locale.ROOT))
          .forEach(secrets::add);
    }
    return told.stream()
        .filter(
            line -> {
              String lower = line.toLowerCase(Locale.ROOT);
              return secrets.stream().anyMatch(lower::contains);
            })
        .distinct()
        .limit(20)
        .toList();
  }

  /**
   * Where another mark of the same name and the client's own classes hide it, a mark is still due.
   */
  @Test
  void contract_everyDeclarationOfASecret_isMarked() {
    List<String> unmarked = new ArrayList<>();
    int declared = 0;
    for (var schema : CONTRACT.document().at("/components/schemas").properties()) {
      for (var property : schema.getValue().path("properties").properties()) {
        if (Secrets.NAMES.contains(property.getKey())) {
          declared++;
          String ref = property.getValue().path("$ref").asText("#");
          JsonNode described =
              property.getValue().has("$ref")
                  ? CONTRACT.document().at(ref.substring(1))
                  : property.getValue();
          if (!described.path("x-sensitive").asBoolean()) {
            unmarked.add(schema.getKey() + "." + property.getKey());
          }
        }
      }
    }

    assertThat(unmarked).isEmpty();
    assertThat(declared).isGreaterThan(Secrets.NAMES.size());
  }
}
