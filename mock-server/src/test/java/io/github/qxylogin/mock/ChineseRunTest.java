package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No Chinese text of a run has two English words in a row. */
@ExtendWith(LoginMockExtension.class)
class ChineseRunTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String[] CHINESE = {"Accept-Language", "zh"};

  /** What is quoted is somebody's value. */
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

  /**
   * Names have digits, capitals within, or signs between letters: fields, cases, paths, headers.
   */
  private static final Pattern ENGLISH =
      Pattern.compile("(?<![\\w./:^-])[A-Za-z]?[a-z]+,? [A-Za-z]?[a-z]+(?![\\w./-])");

  /** A JSON type with a value of it. */
  private static final Pattern TYPED = Pattern.compile("boolean (true|false)");

  private static final int MISTAKES = 3;

  private final Http http;

  ChineseRunTest(LoginMock mock) {
    http = new Http(mock.url());
  }

  @Test
  void texts_ofEveryCaseAndMistake_areChinese() {
    for (Operation operation : CONTRACT.operations()) {
      operation.cases().forEach(each -> call(operation, each));
      ObjectNode body = request(operation);
      mistype(operation, body);
      StringBuilder path = new StringBuilder(operation.path());
      post(path.deleteCharAt(path.length() - 2).toString(), body);
      http.get(operation.path(), CHINESE);
    }

    assertThat(journal()).hasSizeGreaterThan(100).allSatisfy(ChineseRunTest::isChinese);
  }

  @Test
  void texts_ofFaults_areChinese() {
    Operation called = CONTRACT.operations().get(0);
    for (FaultKind kind : FaultKind.values()) {
      String parts = kind == FaultKind.DRIBBLED_BODY ? ", \"totalDuration\": \"PT0.001S\"" : "";
      for (String delay : List.of("", ", \"delay\": \"PT0.001S\"")) {
        fault(called, "\"fault\": \"" + kind.key() + "\"" + parts + delay);
        lose(called);
      }
    }
    fault(called, "\"delay\": \"PT0.001S\"");
    lose(called);

    assertThat(journal())
        .allSatisfy(ChineseRunTest::isChinese)
        .anyMatch(text -> text.contains("延迟"));
  }

  /** A lost response is no response. */
  private void lose(Operation called) {
    try {
      post(called.path(), request(called));
    } catch (AssertionError lost) {
      assertThat(lost).hasMessageContaining("got no response");
    }
  }

  private void fault(Operation called, String more) {
    String fault = "{\"operation\": \"%s\", %s}".formatted(called.id(), more);
    assertThat(http.call("PUT", "/__mock/faults/t", fault).status()).isEqualTo(200);
  }

  @Test
  void texts_ofOwnAccounts_areChinese() {
    Set<AccountFlow.Does> seen = new TreeSet<>();
    for (Operation operation : CONTRACT.operations()) {
      operation
          .inFlow(Flow::account)
          .map(AccountFlow::does)
          .ifPresent(
              does -> {
                ObjectNode body = request(operation);
                body.put("gryhm", "13800000077");
                post(operation.path(), body);
                seen.add(does);
              });
    }

    assertThat(seen).isNotEmpty();
    assertThat(journal())
        .allSatisfy(ChineseRunTest::isChinese)
        .anyMatch(text -> text.startsWith("模拟服务器创建了账户 "));
  }

  @Test
  void titles_ofScenesAndCases_areChinese() {
    List<String> titles = http.get("/__mock/scenes", CHINESE).json().findValuesAsText("title");

    assertThat(titles).isNotEmpty().allSatisfy(ChineseRunTest::isChinese);
    assertThat(http.get("/__mock/cases", CHINESE).json().findValuesAsText("title"))
        .isNotEmpty()
        .allSatisfy(ChineseRunTest::isChinese);
  }

  @Test
  void pathWithATypo_namesTheMeantPath() {
    Operation meant = CONTRACT.operation("sendSmsCode");

    Http.Response response = http.post(meant.path().toLowerCase(Locale.ROOT) + "s", "{}", CHINESE);

    assertThat(response.at("/detail"))
        .isEqualTo(
            "模拟服务器没有此路径。POST %ss 没有对应的接口。最接近的是 sendSmsCode，POST %s。GET /__mock/cases 列出全部接口。"
                .formatted(meant.path().toLowerCase(Locale.ROOT), meant.path()));
  }

  private void call(Operation operation, Case documented) {
    JsonNode body = documented.request();
    if (body != null) {
      post(operation.path(), body);
    } else {
      http.post(operation.path(), request(operation), "Prefer", "example=" + documented.name());
    }
  }

  /** Sends requests in each of which another field is missing, misspelt or has another value. */
  private void mistype(Operation operation, ObjectNode documented) {
    int mistake = 0;
    for (String field : names(documented)) {
      ObjectNode body = documented.deepCopy();
      JsonNode value = body.remove(field);
      switch (mistake++ % MISTAKES) {
        case 0 -> body.set(field + "x", value);
        case 1 -> body.put(field, " wrong ");
        default -> body.put(field, true);
      }
      post(operation.path(), body);
    }
  }

  private static ObjectNode request(Operation operation) {
    return operation.firstSuccess().request() instanceof ObjectNode request
        ? request.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }

  private void post(String path, JsonNode body) {
    http.post(path, body, CHINESE);
  }

  private static List<String> names(ObjectNode body) {
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Returns the texts of the mock's own that the journal has, each once. */
  private Set<String> journal() {
    Set<String> texts = new TreeSet<>();
    for (JsonNode call : http.get("/__mock/requests", CHINESE).json()) {
      texts.add(call.path("why").asText());
      call.path("warnings").forEach(warning -> texts.add(warning.asText()));
      JsonNode body = call.at("/response/body");
      if (body.has("type")) {
        texts.add(body.path("title").asText());
        texts.add(body.path("detail").asText());
      }
    }
    return texts;
  }

  private static void isChinese(String text) {
    String own = TYPED.matcher(QUOTED.matcher(text).replaceAll("''")).replaceAll("''");
    assertThat(ENGLISH.matcher(own).results().map(found -> found.group()).toList())
        .as(text)
        .isEmpty();
  }
}
