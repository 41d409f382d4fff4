package io.github.qxylogin.contracttests.drift.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.drift.Discretion;
import io.github.qxylogin.contracttests.drift.SeenCalls;
import io.github.qxylogin.contracttests.testing.OwnCode;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What breaks callers, or may be somebody's, is written into no patch. */
class DriftByHandTest {

  private static final Contract CONTRACT = Contract.load();

  @Test
  void patch_nameThatMayBeAValue_isLeftToPeople() {
    SeenCalls calls = new SeenCalls().and("checkSession", "valid", a -> a.put("13800000000", "x"));

    ContractEdit edit = edit(calls);

    assertThat(edit.patch()).isEmpty();
    assertThat(edit.leftOut())
        .containsExactly(
            "checkSession /██: a name that may be a value is not written into the contract");
  }

  @Test
  void patch_codeThatTheOperationAlonePlaces_isLeftToPeople() {
    Contract contract = OwnCode.ofClass("checkSession", "^8\\d{3}$", "login-information");
    SeenCalls calls =
        new SeenCalls().and("checkSession", "missing-gryhm", a -> a.put("code", "8123"));

    ContractEdit edit = edit(contract, calls);

    assertThat(edit.patch()).doesNotContain("components/codes.yaml");
    assertThat(edit.leftOut())
        .containsExactly(
            "checkSession /code: the operation alone places it: it belongs among its x-codes");
  }

  @Test
  void patch_loginWithoutData_isLeftToPeople() {
    SeenCalls calls = new SeenCalls().and("uploadSmsCode", "logged-in", a -> a.remove("data"));

    ContractEdit edit = edit(calls);

    assertThat(edit.patch()).isEmpty();
    assertThat(edit.leftOut())
        .containsExactly("uploadSmsCode /data: a documented member is missing");
  }

  @Test
  void patch_answerThatIsNoObject_isLeftToPeople() {
    SeenCalls calls =
        new SeenCalls()
            .and("checkSession", 200, "application/json", JsonNodeFactory.instance.arrayNode())
            .and("checkSession", 200, "application/json", NullNode.getInstance());

    ContractEdit edit = edit(calls);

    assertThat(edit.patch()).isEmpty();
    assertThat(edit.leftOut()).hasSize(2);
  }

  @Test
  void patch_nullInPlaceOfADocumentedValue_isLeftToPeople() {
    SeenCalls calls =
        new SeenCalls()
            .and("uploadSmsCode", "logged-in", a -> a.withObject("/data").putNull("accountId"));

    ContractEdit edit = edit(calls);

    assertThat(edit.patch()).isEmpty();
    assertThat(edit.leftOut()).hasSize(1);
  }

  @Test
  void patch_emptyCode_isLeftToPeople() {
    SeenCalls calls =
        new SeenCalls().and("uploadSmsCode", "wrong-sms-code", a -> a.put("code", ""));

    assertThat(edit(calls).patch()).isEmpty();
  }

  @Test
  void patch_treeOfManyLevels_isLeftToPeople() {
    SeenCalls calls = new SeenCalls().and("checkSession", "valid", a -> deep(a, 800));

    ContractEdit edit = edit(calls);

    assertThat(edit.patch()).isEmpty();
    assertThat(edit.leftOut())
        .containsExactly("checkSession /more: it is nested too deeply to be described");
  }

  @Test
  void edits_oneThatSpoilsTheContract_isDroppedAlone() {
    ContractFiles files = ContractFiles.ofThisJar();
    Edits edits = new Edits();
    String root = ContractFiles.ROOT;
    edits.add("the good", List.of(new Edits.Edit(root, 0, 0, List.of("# a comment"))));
    edits.add("the bad", List.of(new Edits.Edit(root, 0, 0, List.of("{"))));

    List<String> dropped = edits.dropUnreadable(files);

    assertThat(dropped).containsExactly("the bad: the contract cannot be read with it");
    assertThat(edits.size()).isEqualTo(1);
  }

  private static void deep(ObjectNode node, int levels) {
    ObjectNode at = node;
    for (int i = 0; i < levels; i++) {
      at = at.putObject("more");
    }
  }

  private static ContractEdit edit(SeenCalls calls) {
    return edit(CONTRACT, calls);
  }

  private static ContractEdit edit(Contract contract, SeenCalls calls) {
    return new ContractEdit(
        calls.against(contract),
        ContractFiles.ofThisJar(),
        new Discretion(contract, new Masking(contract)));
  }
}
