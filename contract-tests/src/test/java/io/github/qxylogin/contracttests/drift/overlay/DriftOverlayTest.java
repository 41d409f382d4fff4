package io.github.qxylogin.contracttests.drift.overlay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Overlay;
import io.github.qxylogin.contract.Sources;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.SeenCalls;
import io.github.qxylogin.contracttests.testing.OwnCode;
import io.github.qxylogin.contracttests.text.Discretion;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The overlay makes true what was seen: with it, the same calls show no such drift. Each kind of
 * edit stands in the tests of {@code openapi/} too, which hold the contract's rules against it.
 */
class DriftOverlayTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Path KINDS = Path.of("../openapi/src/test/resources/drifted");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void overlay_undocumentedMember_isAProperty() throws IOException {
    assertMendedAs(
        "member",
        new SeenCalls()
            .and("uploadSmsCode", "logged-in", a -> a.withObject("/data").put("level", 1)));
  }

  @Test
  void overlay_undocumentedMember_isToldWithFilePlaceAndLines() {
    DriftOverlay overlay =
        overlay(
            new SeenCalls()
                .and("uploadSmsCode", "logged-in", a -> a.withObject("/data").put("level", 1)));

    Edit edit = overlay.edits().get(0);
    assertThat(edit.line())
        .isEqualTo("uploadSmsCode /data/level: a member that the contract does not know");
    assertThat(edit.file()).isEqualTo("openapi/paths/login_multiacc_dpptpushsms.yaml");
    assertThat(edit.where().at())
        .hasToString(
            "/post/responses/200/content/application~1json/schema/allOf/1/properties/data"
                + "/properties");
    assertThat(edit.lines())
        .containsExactly(
            "level:",
            "  type: integer",
            "  description: 未见于文档 / Seen in answers, in no document.",
            "  x-evidence: assumed");
  }

  @Test
  void overlay_undocumentedTree_isDescribedToItsLeaves() throws IOException {
    assertMendedAs(
        "tree",
        new SeenCalls()
            .and(
                "uploadSmsCode",
                "logged-in",
                a -> {
                  a.withObject("/data/owner").put("age", 1).putArray("names").addObject();
                  a.withArray("/data/owner/names").addObject().put("first", "x").putNull("last");
                }));
  }

  @Test
  void overlay_undocumentedListOfLists_isDescribedToItsLeaves() {
    SeenCalls calls =
        new SeenCalls()
            .and(
                "uploadSmsCode",
                "logged-in",
                a -> a.withArray("/data/rows").addArray().addObject().put("x", true).putNull("y"));

    assertThat(mended(calls).findings()).isEmpty();
  }

  @Test
  void overlay_knownSecretAtANewPlace_isMarked() throws IOException {
    assertMendedAs(
        "secret",
        new SeenCalls()
            .and(
                "findAccounts",
                "found",
                a -> ((ObjectNode) a.path("data").get(0)).putObject("more").put("cookie", "x")));
    assertThat(Files.readString(KINDS.resolve("secret.yaml"))).contains("x-sensitive: true");
  }

  @Test
  void overlay_codesOfOneOperation_areAmongItsOwnWithAnExample() throws IOException {
    SeenCalls calls =
        new SeenCalls()
            .and("uploadSmsCode", "wrong-sms-code", a -> a.put("code", "4777"))
            .and("sendSmsCode", "sms-too-frequent", a -> a.put("code", "8777"));

    Drift after = assertMendedAs("code", calls);

    assertThat(after.contract().codes().names()).contains("4777", "8777");
    assertThat(after.contract().operation("uploadSmsCode").caseNames()).contains("seen-4777");
    assertThat(after.contract().operation("sendSmsCode").caseNames()).contains("seen-8777");
  }

  @Test
  void overlay_codeOfManyOperations_isOneEditOfTheCatalogue() throws IOException {
    SeenCalls calls = new SeenCalls();
    for (String operation : List.of("createAccount", "updateAccount", "deleteAccount")) {
      String refusal =
          CONTRACT.operation(operation).caseWhen(Condition.PARAMETER_MISSING).orElseThrow().name();
      calls.and(operation, refusal, a -> a.put("code", "4777"));
    }

    Drift after = assertMendedAs("code-of-many", calls);

    assertThat(after.contract().codes().all()).anyMatch(code -> code.code().equals("4777"));
  }

  @Test
  void overlay_codeThatTheOperationAlonePlaces_hasItsFamily() {
    Contract contract = OwnCode.ofClass("checkSession", "^8\\d{3}$", "login-information");
    SeenCalls calls =
        new SeenCalls().and("checkSession", "missing-gryhm", a -> a.put("code", "8123"));

    assertThat(overlay(contract, calls).edits().get(0).lines())
        .containsSequence("- code: '8123'", "  family: login-information");
    assertThat(mended(contract, calls).findings()).isEmpty();
  }

  @Test
  void overlay_newCode_hasItsText() {
    SeenCalls calls =
        new SeenCalls()
            .and(
                "uploadSmsCode",
                "wrong-sms-code",
                a -> a.put("code", "4777").put("message", "短信验证码已失效，请重新发起登录"));

    assertThat(overlay(calls).yaml()).contains("zh: 短信验证码已失效，请重新发起登录", "message: 短信验证码已失效，请重新发起登录");
  }

  @Test
  void overlay_textThatMayNameSomebody_isNowhereInIt() {
    SeenCalls calls =
        new SeenCalls()
            .and(
                "uploadSmsCode",
                "wrong-sms-code",
                a -> a.put("code", "4777").put("message", "张三的验证码不对"));

    assertThat(overlay(calls).yaml()).contains("zh: 未见于文档", "message: 未见于文档").doesNotContain("张三");
  }

  @Test
  void overlay_otherTextOfAKnownCode_isAnExample() throws IOException {
    assertMendedAs(
        "text", new SeenCalls().and("uploadSmsCode", "logged-in", a -> a.put("message", "税务登录成功")));
  }

  @Test
  void overlay_otherTextThatMayNameSomebody_isLeftToPeople() {
    SeenCalls calls =
        new SeenCalls().and("uploadSmsCode", "logged-in", a -> a.put("message", "张三登录成功"));

    assertThat(overlay(calls).yaml()).isEmpty();
    assertThat(overlay(calls).byHand()).hasSize(1);
  }

  @Test
  void overlay_undescribedValue_isDescribed() throws IOException {
    assertMendedAs(
        "value",
        new SeenCalls()
            .and(
                "findAccounts",
                "found",
                a -> ((ObjectNode) a.path("data").get(0)).put("zhzt", "2")));
  }

  @Test
  void overlay_memberThatCallersSend_isAPropertyOfTheRequest() throws IOException {
    assertMendedAs(
        "sent-member", new SeenCalls().sending("sendSmsCode", b -> b.put("clientType", "web")));
  }

  @Test
  void overlay_valueThatCallersSend_isDescribed() throws IOException {
    assertMendedAs(
        "sent-value", new SeenCalls().sending("createAccount", body -> body.put("dlfs", 18)));
  }

  @Test
  void overlay_memberOfASharedSchema_isOneEditForAllThatShareIt() {
    SeenCalls calls =
        new SeenCalls()
            .and("checkSession", "valid", a -> a.put("trace", "x"))
            .and("checkEtaxSession", "valid", a -> a.put("trace", "x"));

    assertThat(overlay(calls).edits()).hasSize(1);
    assertThat(overlay(calls).edits().get(0).file())
        .isEqualTo("openapi/components/schemas/CheckSessionResponse.yaml");
  }

  @Test
  void overlay_memberOfOneSchemaInTwoOperations_hasTheTypesOfBoth() {
    SeenCalls calls =
        new SeenCalls()
            .and("checkSession", "valid", a -> a.put("trace", "x"))
            .and("checkEtaxSession", "valid", a -> a.put("trace", 1));

    assertThat(mended(calls).findings()).isEmpty();
  }

  @Test
  void overlay_memberOfManyOperations_isOneEditOfTheEnvelope() throws IOException {
    SeenCalls calls =
        new SeenCalls()
            .and("checkSession", "valid", a -> a.put("trace", "x"))
            .and("checkEtaxSession", "valid", a -> a.put("trace", "x"))
            .and("sendSmsCode", "sms-sent", a -> a.put("trace", "x"))
            .and("uploadSmsCode", "logged-in", a -> a.put("trace", "x"))
            .and("findAccounts", "found", a -> a.put("trace", "x"))
            .and("updateAccount", "updated", a -> a.put("trace", "x"))
            .and("checkAccount", "valid", a -> a.put("trace", "x"));

    assertMendedAs("envelope", calls);

    assertThat(overlay(calls).edits()).hasSize(1);
    assertThat(overlay(calls).edits().get(0).file())
        .isEqualTo("openapi/components/schemas/EnvelopeMembers.yaml");
  }

  @Test
  void overlay_memberOfOneBareEnvelope_isTheOperationsAlone() throws IOException {
    SeenCalls calls =
        new SeenCalls()
            .and("checkSelfHeldLogin", "answered", a -> a.put("hint", "x").put("level", 1))
            .and("uploadSmsCode", "logged-in", a -> {});

    Contract after = assertMendedAs("own-envelope", calls).contract();

    assertThat(after.answerSchema(after.operation("checkSelfHeldLogin")).members())
        .contains("hint", "level", "reqId");
    assertThat(after.answerSchema(after.operation("uploadSmsCode")).members())
        .doesNotContain("hint", "level");
    assertThat(overlay(calls).edits().get(0).lines())
        .startsWith("title: CheckSelfHeldLoginResponse", "allOf:")
        .contains("  - $ref: ../components/schemas/Envelope.yaml");
  }

  @Test
  void overlay_undocumentedOutermostMember_leavesNothingForASecondRound() {
    SeenCalls calls =
        new SeenCalls().and("checkSession", "valid", a -> a.putArray("hints").add("x"));

    assertThat(mended(calls).findings()).isEmpty();
  }

  @Test
  void overlay_exampleOfEachOperation_collidesWithNoMagicValue() {
    SeenCalls calls = new SeenCalls();
    CONTRACT
        .operations()
        .forEach(
            o ->
                calls.and(
                    o.id(), o.firstSuccess().name(), a -> a.putNull("data").put("code", "4777")));

    Contract after = mended(calls).contract();

    for (Operation operation : after.operations()) {
      for (Case magic : operation.cases()) {
        assertThat(operation.cases())
            .filteredOn(c -> !c.equals(magic) && c.request() != null)
            .as(operation + " " + magic)
            .noneMatch(c -> magic.isSelectedBy(c.request()));
      }
    }
  }

  @Test
  void yaml_nothingWasSeen_isEmpty() {
    assertThat(overlay(new SeenCalls().and("checkSession", "valid", a -> {})).yaml()).isEmpty();
  }

  @Test
  void edits_oneThatSpoilsTheContract_isLeftToPeopleAlone() {
    Edits edits = new Edits(CONTRACT, Sources.load());
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    JsonPointer info = JsonPointer.compile("/info");
    JsonPointer members = JsonPointer.compile("/components/schemas/EnvelopeMembers/properties");
    edits.put("the good", "seen", info, "x-note", nodes.textNode("good"));

    edits.put("the bad", "seen", members, "note", nodes.textNode("no schema"));

    assertThat(edits.made()).extracting(Edit::about).containsExactly("the good");
    assertThat(edits.byHand())
        .extracting(Edit::line)
        .containsExactly("the bad: seen; the contract cannot be read with it");
    assertThat(edits.edited().document().at("/info/x-note").asText()).isEqualTo("good");
  }

  /**
   * Asserts that an overlay mends the contract, and is the one that the contract's rules are held
   * against; the one that it is instead is left in {@code target/drifted}.
   */
  private static Drift assertMendedAs(String kind, SeenCalls calls) throws IOException {
    String yaml = overlay(calls).yaml();
    Path actual = Path.of("target/drifted", kind + ".yaml");
    Files.createDirectories(actual.getParent());
    Files.writeString(actual, yaml);
    Drift after = mended(calls);
    assertThat(after.findings()).isEmpty();
    assertThat(yaml).isEqualToNormalizingNewlines(Files.readString(KINDS.resolve(kind + ".yaml")));
    return after;
  }

  private static DriftOverlay overlay(SeenCalls calls) {
    return overlay(CONTRACT, calls);
  }

  private static DriftOverlay overlay(Contract contract, SeenCalls calls) {
    return new DriftOverlay(
        calls.against(contract), Sources.load(), new Discretion(contract, new Masking(contract)));
  }

  private static Drift mended(SeenCalls calls) {
    return mended(CONTRACT, calls);
  }

  private static Drift mended(Contract contract, SeenCalls calls) {
    try {
      JsonNode overlay = YAML.readTree(overlay(contract, calls).yaml().getBytes(UTF_8));
      return calls.against(Contract.of(Overlay.applied("drift", overlay, contract.document())));
    } catch (IOException malformed) {
      throw new AssertionError(malformed);
    }
  }
}
