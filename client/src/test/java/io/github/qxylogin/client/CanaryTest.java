package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Sends and returns canaries in the place of every secret, and checks that no output contains one.
 * An independent list defines the secrets, and each operation is tested with its own marks only.
 */
@Isolated
class CanaryTest {
  /**
   * Which get every bad response: a request with most secrets, the token's, a response with most.
   */
  private static final Set<String> THOROUGHLY =
      Set.of("sendSmsCode", "fetchToken", "uploadEtaxSmsCode");

  /** A response for each way through the client: the other operations get one, in turn. */
  private static final List<String> EACH_WAY =
      List.of("error 4038", "unreadable data", "HTML 502", "closed connection");

  private final Set<String> exercised = new LinkedHashSet<>();
  private int turn;

  @TestFactory
  List<DynamicTest> call_canariesInEverySecret_exposesNone() {
    return tests(false);
  }

  @Slow
  @TestFactory
  List<DynamicTest> call_canariesInEverySecretByEachWay_exposesNone() {
    return tests(true);
  }

  private List<DynamicTest> tests(boolean byEachWay) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : CONTRACT.operations()) {
      tests.add(dynamicTest(operation.id(), () -> check(operation, true, byEachWay)));
      if (operation.fields().stream().anyMatch(f -> f.encryptedWhen() != null)) {
        tests.add(
            dynamicTest(operation.id() + " in clear", () -> check(operation, false, byEachWay)));
      }
    }
    tests.add(
        dynamicTest(
            "every entry of the list was on the wire",
            () -> assertThat(exercised).containsExactlyInAnyOrderElementsOf(offered())));
    return tests;
  }

  /** Another spelling of a field is taken by the platform and offered by no class. */
  private static Set<String> offered() {
    Set<String> offered = new LinkedHashSet<>(Secrets.NAMES);
    for (Operation operation : CONTRACT.operations()) {
      operation.fields().stream()
          .filter(field -> field.spellingOf() != null)
          .forEach(field -> offered.remove(field.name()));
    }
    return offered;
  }

  private void check(Operation operation, boolean encrypted, boolean byEachWay) throws IOException {
    List<String> names = byEachWay ? EACH_WAY : List.of(EACH_WAY.get(turn % EACH_WAY.size()));
    if (THOROUGHLY.contains(operation.id())) {
      names = List.copyOf(CanaryResponses.NAMES);
    }
    turn++;
    try (CanaryRun run = new CanaryRun(operation, encrypted)) {
      run.succeed(form(turn));
      if (byEachWay) {
        run.succeed(form(turn + 1));
      }
      // The forms take turns, so that each way is taken with each form.
      for (int i = 0; i < names.size(); i++) {
        run.respond(names.get(i), form(turn / EACH_WAY.size() + i));
      }

      String request = CanaryBodies.request(operation, encrypted).toString();
      Set<String> sent = run.sent();
      assertThat(sent).containsAll(Secrets.in(request));
      String response = CanaryBodies.response(operation).toString();
      assertThat(run.read()).containsExactlyInAnyOrderElementsOf(Secrets.in(response));
      assertThat(run.outputCount()).isGreaterThan(names.size());
      assertThat(run.leaks()).isEmpty();
      exercised.addAll(run.read());
      exercised.addAll(sent);
    }
  }

  private static Form form(int turn) {
    return turn % 2 == 0 ? Form.BLOCKING : Form.FUTURE;
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
