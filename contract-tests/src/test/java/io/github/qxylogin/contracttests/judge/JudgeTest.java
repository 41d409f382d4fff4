package io.github.qxylogin.contracttests.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.OwnCode;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.contracttests.wire.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code cases.yaml} has a row for each kind of response, and explains its columns. */
class JudgeTest {
  private static final Contract CONTRACT = Contract.load();

  private final Judge judge = new Judge(CONTRACT, new Masking(CONTRACT));

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    try (InputStream rows = JudgeTest.class.getResourceAsStream("/judge/cases.yaml")) {
      return new YAMLMapper()
          .readValue(rows, new TypeReference<List<JsonNode>>() {}).stream()
              .map(row -> DynamicTest.dynamicTest(row.path("it").asText(), () -> holds(row)));
    }
  }

  private void holds(JsonNode row) {
    List<Finding> found =
        row.has("check")
            ? expecting(CONTRACT, row.path("check").asText(), body(row).getBytes(UTF_8))
            : observed(row);
    if (row.has("drifts")) {
      String difference = row.path("drifts").asText();
      assertThat(found).isNotEmpty().noneMatch(Finding::breaking);
      assertThat(found)
          .allMatch(f -> difference.equals("any") || f.difference().name().equals(difference));
      return;
    }
    List<String> wanted = new ArrayList<>();
    row.path("finds").forEach(finding -> wanted.add(finding.asText()));
    List<String> lines =
        found.stream()
            .map(f -> f.difference() + " " + f)
            .map(
                line ->
                    wanted.stream().anyMatch(w -> line.startsWith(w + ": ")) ? head(line) : line)
            .toList();

    assertThat(lines).containsExactlyElementsOf(wanted);
  }

  private static String head(String line) {
    return line.substring(0, line.indexOf(": "));
  }

  private static String body(JsonNode row) {
    if (row.has("text")) {
      return row.path("text").asText();
    }
    ObjectNode body =
        row.has("error") ? error(row.path("error")) : documented(row.path("case").asText());
    row.path("remove").forEach(at -> remove(body, JsonPointer.compile(at.asText())));
    if (row.has("swap")) {
      ArrayNode list = (ArrayNode) body.at(row.path("swap").asText());
      list.add(list.remove(0));
    }
    row.path("put")
        .properties()
        .forEach(p -> put(body, JsonPointer.compile(p.getKey()), p.getValue()));
    return body.toString();
  }

  private static ObjectNode documented(String name) {
    String[] parts = name.split("/", 2);
    return CONTRACT.operation(parts[0]).documentedCase(parts[1]).response().deepCopy();
  }

  private static ObjectNode error(JsonNode members) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("reqId", "1")
        .put("code", members.path(0).asText())
        .put("success", members.path(1).asBoolean())
        .put("message", members.path(2).asText());
  }

  private static void put(ObjectNode body, JsonPointer at, JsonNode value) {
    ((ObjectNode) body.at(at.head())).set(at.last().getMatchingProperty(), value);
  }

  private static void remove(ObjectNode body, JsonPointer at) {
    if (body.at(at.head()) instanceof ArrayNode list) {
      list.remove(at.last().getMatchingIndex());
    } else {
      ((ObjectNode) body.at(at.head())).remove(at.last().getMatchingProperty());
    }
  }

  private List<Finding> observed(JsonNode row) {
    Operation operation = CONTRACT.operation(row.path("case").asText().split("/", 2)[0]);
    JsonNode body = JsonText.parse(body(row).getBytes(UTF_8));
    return judge.observed(operation, ValidRequest.of(operation), response(body));
  }

  private static Response response(JsonNode body) {
    return new Response(200, "application/json", 1, body);
  }

  private static List<Finding> expecting(Contract contract, String check, byte[] body) {
    return expecting(contract, check, "application/json", body);
  }

  private static List<Finding> expecting(
      Contract contract, String check, String type, byte[] body) {
    Step.Call call = NamedCheck.of(contract, check).calls().findFirst().orElseThrow();
    JsonNode request =
        call.body() instanceof Body.Text text
            ? JsonText.parse(text.text().getBytes(UTF_8))
            : ValidRequest.of(call.operation());
    return new Judge(contract, new Masking(contract))
        .expecting(call, request, Response.of(200, type, body));
  }

  @Test
  void expecting_otherMediaType_names() {
    byte[] response = documented("checkSession/valid").toString().getBytes(UTF_8);

    assertThat(expecting(CONTRACT, "checkSession/case/valid", "text/plain;charset=UTF-8", response))
        .extracting(Finding::toString)
        .containsExactly("Content-Type: wanted application/json, got text/plain;charset=UTF-8");
  }

  @Test
  void expecting_noJson_hasSizeCharsetMarkAndPosition() {
    String type = "text/html; charset=GBK";
    byte[] page = "<title>系统维护</title>".getBytes(Charset.forName("GBK"));
    byte[] marked = "\uFEFF{\n \"code\": 1,}".getBytes(UTF_8);

    assertThat(expecting(CONTRACT, "checkSession/case/valid", type, page))
        .extracting(Finding::got)
        .last()
        .isEqualTo("23 bytes, charset GBK, 1:1: <title>系统维护</title>");
    assertThat(expecting(CONTRACT, "checkSession/case/valid", marked).get(0).got())
        .startsWith("17 bytes, BOM, 1:");
  }

  /** Nothing can be learnt of a body that is no JSON, so that no value in it is shown. */
  @Test
  void expecting_noJsonThatHoldsSecrets_masksEachValue() {
    String body =
        "{\"data\":{\"cookie\":\"SESSION=of-a-person\",\"name\":\"张三\",\"n\":13800000000,}";

    assertThat(expecting(CONTRACT, "checkSession/case/valid", body.getBytes(UTF_8)).get(0).got())
        .doesNotContain("SESSION", "张三", "138")
        .contains("{\"data\":{\"cookie\":██,\"name\":██,\"n\":██,}");
  }

  @Test
  void problem_ofAFinding_isInTheReadersLanguage() {
    Finding finding =
        new Finding(JsonPointer.compile("/k"), Difference.OTHER_VALUE, Wording.VALUE, "1", "\"a\"");

    assertThat(finding.andMore(7).problem()).isEqualTo("wanted 1, got \"a\" (and 7 more)");
    assertThat(finding.andMore(7).problem(Language.ZH)).isEqualTo("应为 1，实为 \"a\"（另有 7 项）");
  }

  @Test
  void expecting_deeperThanAnythingMeant_isNoJson() {
    String deep = "{\"data\":".repeat(101) + "1" + "}".repeat(101);

    assertThat(expecting(CONTRACT, "checkSession/case/valid", deep.getBytes(UTF_8)))
        .extracting(Finding::difference)
        .containsExactly(Difference.NO_JSON);
  }

  @Test
  void expecting_codeThatIsASuccessOfAnotherOperation_isOfAnotherFamily() {
    Contract contract = OwnCode.of("findAccounts", "DONE", "ok", true);
    ObjectNode response = documented("checkSession/valid").put("code", "DONE");

    assertThat(expecting(contract, "checkSession/case/valid", response.toString().getBytes(UTF_8)))
        .extracting(f -> f.difference() + " " + f.place())
        .containsExactly("OTHER_FAMILY /code");
  }

  /** A task id is one caller's: another request gets another. */
  @Test
  void expecting_taskIdOfAnotherRequest_isNotNew() {
    Step.Call call = NamedCheck.of(CONTRACT, "getQrCode/case/issued").call(0);
    ObjectNode body = documented("getQrCode/issued");
    ((ObjectNode) body.path("data")).put("taskId", "1763461378054930007");
    Response response = Response.of(200, "application/json", body.toString().getBytes(UTF_8));
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("nsrsbh", "a");

    assertThat(judge.expecting(call, request, response)).isEmpty();
    assertThat(judge.expecting(call, request.deepCopy(), response)).isEmpty();
    assertThat(judge.expecting(call, request.deepCopy().put("nsrsbh", "b"), response))
        .extracting(Finding::toString)
        .containsExactly(
            "/data/taskId: wanted a value that no earlier response had, got \"1763461378054930007\"");
  }

  @Test
  void alone_everyDocumentedResponse_holds() {
    assertThat(CONTRACT.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.cases())
                    .allSatisfy(
                        c ->
                            assertThat(
                                    judge.observed(
                                        operation,
                                        ValidRequest.of(operation),
                                        response(c.response())))
                                .isEmpty()));
  }

  @Test
  void sent_everyDocumentedRequest_holds() {
    assertThat(CONTRACT.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.cases())
                    .filteredOn(c -> c.request() != null)
                    .allSatisfy(
                        c ->
                            assertThat(judge.sent(operation, c.request(), response(c.response())))
                                .isEmpty()));
  }

  @Test
  void sent_requestWithoutARequiredField_isTooStrictAContractIfItIsAccepted() {
    assertThat(sent("uploadSmsCode/logged-in", request -> request.remove("taskId")))
        .containsExactly("SENT_FORBIDDEN /taskId");
    assertThat(sent("uploadSmsCode/missing-nsrsbh", request -> request.remove("nsrsbh"))).isEmpty();
  }

  @Test
  void sent_fieldOfAnotherType_isTooStrictAContractIfItIsAccepted() {
    assertThat(sent("uploadSmsCode/logged-in", request -> request.put("smsCode", 2100)))
        .containsExactly("SENT_FORBIDDEN /smsCode");
  }

  @Test
  void sent_maskedFields_areOfAnyForm() {
    assertThat(sent("sendSmsCode/sms-sent", request -> request.put("sjhm", "138****0002")))
        .isEmpty();
  }

  @Test
  void sent_bodyWhereTheContractDescribesNone_isNotJudged() {
    assertThat(sent("checkSelfHeldLogin/success", request -> request.put("nsrsbh", "1"))).isEmpty();
  }

  private List<String> sent(String name, Consumer<ObjectNode> change) {
    Operation operation = CONTRACT.operation(name.split("/", 2)[0]);
    ObjectNode request = ValidRequest.of(operation).deepCopy();
    change.accept(request);
    return judge.sent(operation, request, response(documented(name))).stream()
        .map(f -> f.difference() + " " + f.place())
        .toList();
  }
}
