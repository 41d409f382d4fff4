package io.github.qxylogin.contracttests.drift.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.document.Overlay;
import io.github.qxylogin.contract.document.Sources;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The overlay makes true what was seen: with it, the same calls show no such drift. Each kind of
 * edit is in the tests of {@code openapi/} too, which hold the contract's rules against it.
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

    assertThat(left(calls)).isEmpty();
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
  void overlay_memberOfOneSchemaInTwoOperations_hasTheTypesOfBoth() {
    SeenCalls calls =
        new SeenCalls()
            .and("checkSession", "valid", a -> a.put("trace", "x"))
            .and("checkEtaxSession", "valid", a -> a.put("trace", 1));

    assertThat(left(calls)).isEmpty();
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

    assertThat(overlay(calls).actions()).hasSize(1);
  }

  @Test
  void overlay_undocumentedOutermostMember_leavesNothingForASecondRound() {
    SeenCalls calls =
        new SeenCalls().and("checkSession", "valid", a -> a.putArray("hints").add("x"));

    assertThat(left(calls)).isEmpty();
  }

  @Test
  void yaml_nothingWasSeen_isEmpty() {
    assertThat(overlay(new SeenCalls().and("checkSession", "valid", a -> {})).yaml()).isEmpty();
  }

  @Test
  void overlay_codesOfOneOperation_areAmongItsOwn() throws IOException {
    SeenCalls calls =
        new SeenCalls()
            .and("uploadSmsCode", "wrong-sms-code", a -> a.put("code", "4777"))
            .and("sendSmsCode", "sms-too-frequent", a -> a.put("code", "8777"));

    assertMendedAs("code", calls);
  }

  @Test
  void overlay_twoCodesOfAnOperationWithoutAList_areBothInIt() throws IOException {
    SeenCalls calls =
        new SeenCalls()
            .and("sendSmsCode", "sms-too-frequent", a -> a.put("code", "8777"))
            .and("sendSmsCode", "sms-too-frequent", a -> a.put("code", "8778"));

    assertThat(mended(calls).operation("sendSmsCode").codes().lists("8777")).isTrue();
    assertThat(mended(calls).operation("sendSmsCode").codes().lists("8778")).isTrue();
  }

  @Test
  void overlay_codeOfManyOperations_isOneEditOfTheCatalogue() throws IOException {
    SeenCalls calls = new SeenCalls();
    for (String operation : List.of("createAccount", "updateAccount", "deleteAccount")) {
      String error =
          CONTRACT.operation(operation).caseWhen(Condition.PARAMETER_MISSING).orElseThrow().name();
      calls.and(operation, error, a -> a.put("code", "4777"));
    }

    assertMendedAs("code-of-many", calls);

    assertThat(mended(calls).codes().all()).anyMatch(code -> code.code().equals("4777"));
  }

  @Test
  void overlay_newCode_hasItsText() {
    assertThat(withText("短信验证码已失效，请重新发起登录").yaml()).contains("zh: 短信验证码已失效，请重新发起登录");
  }

  @Test
  void overlay_textThatMayNameSomebody_isNowhereInIt() {
    assertThat(withText("张三的验证码不对").yaml()).contains("zh: 未见于文档").doesNotContain("张三");
  }

  private static DriftOverlay withText(String text) {
    return overlay(
        new SeenCalls()
            .and(
                "uploadSmsCode",
                "wrong-sms-code",
                a -> a.put("code", "4777").put("message", text)));
  }

  @Test
  void overlay_memberOfASharedSchema_isOneEditForAllThatShareIt() {
    SeenCalls calls =
        new SeenCalls()
            .and("checkSession", "valid", a -> a.put("trace", "x"))
            .and("checkEtaxSession", "valid", a -> a.put("trace", "x"));

    assertThat(overlay(calls).actions()).hasSize(1);
    assertThat(overlay(calls).yaml())
        .contains("checkSession /trace, and 1 more operations: a member");
  }

  @ParameterizedTest
  @ValueSource(strings = {"refreshCookie", "newToken", "appSecret", "passwordOfBureau"})
  void overlay_nameOfASecret_isSensitive(String name) {
    SeenCalls calls = new SeenCalls().and("checkSession", "valid", a -> a.put(name, "x"));

    assertThat(overlay(calls).yaml()).contains("x-sensitive: true");
  }

  @Test
  void overlay_value_isNamedAfterItself() {
    SeenCalls calls = new SeenCalls().sending("createAccount", body -> body.put("dlfs", 99));

    assertThat(overlay(calls).yaml()).contains("name: SEEN_99");
  }

  @Test
  void overlay_requestOfTheSuite_isNotProposed() {
    SeenCalls calls =
        new SeenCalls().ofTheSuite().sending("sendSmsCode", b -> b.put("undocumented", 1));

    assertThat(overlay(calls).yaml()).isEmpty();
    assertThat(calls.against(CONTRACT).findings()).isEmpty();
  }

  @Test
  void overlay_maskedValue_isAPropertyWithoutAType() {
    SeenCalls calls = new SeenCalls().and("checkSession", "valid", a -> a.put("trace", "██"));

    assertThat(overlay(calls).yaml()).contains("its type on no page").doesNotContain("██", "type:");
  }

  @Test
  void overlay_nameThatMayBeAValue_isNotInIt() {
    SeenCalls calls = new SeenCalls().and("checkSession", "valid", a -> a.put("13800000000", "x"));

    assertThat(overlay(calls).yaml()).isEmpty();
  }

  @Test
  void overlay_keysOfAMap_areNotInIt() {
    SeenCalls calls =
        new SeenCalls()
            .and(
                "checkSession",
                "valid",
                a -> {
                  for (char first = 'a'; first <= 'z'; first++) {
                    a.put("key" + first, 1).put("other" + first, 1);
                  }
                });

    assertThat(overlay(calls).yaml()).isEmpty();
  }

  @Test
  void overlay_memberOfManyLevels_isDescribedAsFarAsReadersGo() {
    SeenCalls calls =
        new SeenCalls()
            .and(
                "checkSession",
                "valid",
                response -> {
                  ObjectNode at = response;
                  for (int i = 0; i < 90; i++) {
                    at = at.putObject("more");
                  }
                });

    assertThat(mended(calls).operations()).isNotEmpty();
  }

  /**
   * Asserts that an overlay describes the drift, and equals the one of the contract's rules; the
   * actual one is in {@code target/drifted}.
   */
  private static void assertMendedAs(String kind, SeenCalls calls) throws IOException {
    String yaml = overlay(calls).yaml();
    Path actual = Path.of("target/drifted", kind + ".yaml");
    Files.createDirectories(actual.getParent());
    Files.writeString(actual, yaml);
    assertThat(left(calls)).isEmpty();
    assertThat(yaml).isEqualToNormalizingNewlines(Files.readString(KINDS.resolve(kind + ".yaml")));
  }

  /** Returns what the mended contract still finds, but for examples, which people write. */
  private static List<Finding> left(SeenCalls calls) {
    return calls.against(mended(calls)).findings().stream()
        .filter(finding -> finding.difference() != Difference.MISSING_EXAMPLE)
        .toList();
  }

  private static DriftOverlay overlay(SeenCalls calls) {
    return calls.against(CONTRACT).edits();
  }

  private static Contract mended(SeenCalls calls) {
    try {
      JsonNode overlay = YAML.readTree(overlay(calls).yaml().getBytes(UTF_8));
      return Contract.of(
          Overlay.apply(
              Path.of("drift"), overlay, (ObjectNode) CONTRACT.document(), new Sources()));
    } catch (IOException malformed) {
      throw new AssertionError(malformed);
    }
  }
}
