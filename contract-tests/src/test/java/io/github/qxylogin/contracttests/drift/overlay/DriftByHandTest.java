package io.github.qxylogin.contracttests.drift.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Sources;
import io.github.qxylogin.contracttests.drift.SeenCalls;
import io.github.qxylogin.contracttests.text.Discretion;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What breaks callers, or may be somebody's, is written into no overlay. */
class DriftByHandTest {

  private static final Contract CONTRACT = Contract.load();

  @Test
  void overlay_nameThatMayBeAValue_isLeftToPeople() {
    SeenCalls calls = new SeenCalls().and("checkSession", "valid", a -> a.put("13800000000", "x"));

    DriftOverlay overlay = overlay(calls);

    assertThat(overlay.yaml()).isEmpty();
    assertThat(overlay.byHand())
        .extracting(Edit::line)
        .containsExactly(
            "checkSession /██: a name that may be a value is not written into the contract");
  }

  @Test
  void overlay_loginWithoutData_isLeftToPeople() {
    SeenCalls calls = new SeenCalls().and("uploadSmsCode", "logged-in", a -> a.remove("data"));

    DriftOverlay overlay = overlay(calls);

    assertThat(overlay.yaml()).isEmpty();
    assertThat(overlay.byHand())
        .extracting(Edit::line)
        .containsExactly("uploadSmsCode /data: a documented member is missing");
  }

  @Test
  void overlay_typeThatTheSchemaForbids_isLeftToPeopleWithTheLine() {
    SeenCalls calls =
        new SeenCalls()
            .and("sendSmsCode", "sms-sent", a -> a.withObject("/data").put("accountId", 7))
            .and("checkSession", "valid", a -> a.put("success", "true"))
            .and("uploadSmsCode", "wrong-sms-code", a -> a.put("code", 4002));

    DriftOverlay overlay = overlay(calls);

    assertThat(overlay.yaml()).isEmpty();
    assertThat(overlay.byHand())
        .extracting(edit -> edit.line() + " " + edit.file() + edit.lines())
        .contains(
            "checkSession /success: a value that the schema forbids: of another type or form"
                + " openapi/components/schemas/EnvelopeMembers.yaml[type: [boolean,"
                + " string]]");
    assertThat(overlay.byHand()).hasSize(3);
  }

  @Test
  void overlay_requestThatTheSchemaForbidsAndThatWasTaken_isLeftToPeopleWhereItIsDescribed() {
    SeenCalls calls = new SeenCalls().sending("uploadSmsCode", request -> request.remove("taskId"));

    DriftOverlay overlay = overlay(calls);

    assertThat(overlay.yaml()).isEmpty();
    assertThat(overlay.byHand())
        .extracting(edit -> edit.line() + " " + edit.file())
        .containsExactly(
            "uploadSmsCode /taskId: a request that the schema forbids, and that was answered as a"
                + " success openapi/components/schemas/UploadSmsCodeRequest.yaml");
  }

  @Test
  void overlay_numberThatLosesDigits_isLeftToPeople() {
    SeenCalls calls =
        new SeenCalls()
            .and("sendSmsCode", "sms-sent", a -> a.withObject("/data").put("taskId", 1.5e18));

    assertThat(overlay(calls).yaml()).isEmpty();
    assertThat(overlay(calls).byHand()).hasSize(1);
  }

  @Test
  void overlay_codeOfNoClass_isLeftToPeopleWithItsExample() {
    SeenCalls calls =
        new SeenCalls().and("uploadSmsCode", "wrong-sms-code", a -> a.put("code", "6001"));

    DriftOverlay overlay = overlay(calls);

    assertThat(overlay.yaml()).isEmpty();
    assertThat(overlay.byHand())
        .extracting(Edit::line)
        .containsExactly(
            "uploadSmsCode /code: a code that belongs to no known family: choose the family of"
                + " 6001");
    assertThat(overlay.byHand().get(0).where().at()).hasToString("/post/x-mock/codes");
  }

  @Test
  void overlay_answerThatIsNoObject_isLeftToPeople() {
    SeenCalls calls =
        new SeenCalls()
            .and("checkSession", 200, "application/json", JsonNodeFactory.instance.arrayNode())
            .and("checkSession", 200, "application/json", NullNode.getInstance());

    DriftOverlay overlay = overlay(calls);

    assertThat(overlay.yaml()).isEmpty();
    assertThat(overlay.byHand()).hasSize(2);
  }

  @Test
  void overlay_nullInPlaceOfADocumentedValue_isLeftToPeople() {
    SeenCalls calls =
        new SeenCalls()
            .and("uploadSmsCode", "logged-in", a -> a.withObject("/data").putNull("accountId"));

    DriftOverlay overlay = overlay(calls);

    assertThat(overlay.yaml()).isEmpty();
    assertThat(overlay.byHand()).hasSize(1);
  }

  @Test
  void overlay_emptyCode_isLeftToPeople() {
    SeenCalls calls =
        new SeenCalls().and("uploadSmsCode", "wrong-sms-code", a -> a.put("code", ""));

    assertThat(overlay(calls).yaml()).isEmpty();
  }

  @Test
  void overlay_treeOfManyLevels_isLeftToPeople() {
    SeenCalls calls = new SeenCalls().and("checkSession", "valid", a -> deep(a, 800));

    DriftOverlay overlay = overlay(calls);

    assertThat(overlay.yaml()).isEmpty();
    assertThat(overlay.byHand())
        .extracting(Edit::line)
        .containsExactly("checkSession /more: it is nested too deeply to be described");
  }

  @Test
  void overlay_answerWithThousandsOfMembers_isFiftyEditsAndHowManyMore() {
    SeenCalls calls =
        new SeenCalls()
            .and(
                "checkSession",
                "valid",
                a -> IntStream.range(0, 3000).forEach(i -> a.put("k" + letters(i), i)));

    DriftOverlay overlay = overlay(calls);

    assertThat(overlay.edits()).hasSize(50);
    assertThat(overlay.byHand())
        .extracting(Edit::line)
        .containsExactly(
            "checkSession /kbx: 2950 more there, perhaps the keys of a map: describe that");
  }

  @Test
  void overlay_otherMembersInEachCall_areFiftyEditsAndHowManyMore() {
    SeenCalls calls = new SeenCalls();
    IntStream.range(0, 60)
        .forEach(i -> calls.and("checkSession", "valid", a -> a.put("k" + letters(i), i)));

    DriftOverlay overlay = overlay(calls);

    assertThat(overlay.edits()).hasSize(50);
    assertThat(overlay.byHand())
        .extracting(Edit::line)
        .containsExactly(
            "checkSession /kby: 10 more there, perhaps the keys of a map: describe that");
  }

  @Test
  void overlay_memberWithThousandsOfKeys_isAnObjectWithoutProperties() {
    SeenCalls calls =
        new SeenCalls()
            .and(
                "checkSession",
                "valid",
                a ->
                    IntStream.range(0, 3000)
                        .forEach(i -> a.withObject("/map").put("k" + letters(i), i)));

    assertThat(overlay(calls).yaml()).contains("map:").doesNotContain("kab");
  }

  /** Names with digits may be somebody's. */
  private static String letters(int number) {
    return number < 26
        ? Character.toString('a' + number)
        : letters(number / 26) + letters(number % 26);
  }

  private static void deep(ObjectNode node, int levels) {
    ObjectNode at = node;
    for (int i = 0; i < levels; i++) {
      at = at.putObject("more");
    }
  }

  private static DriftOverlay overlay(SeenCalls calls) {
    return new DriftOverlay(
        calls.against(CONTRACT), Sources.load(), new Discretion(CONTRACT, new Masking(CONTRACT)));
  }
}
