package io.github.qxylogin.contracttests.drift.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.drift.Discretion;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.SeenCalls;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The patch makes true what was seen: with it, the same calls show no such drift. */
class DriftPatchTest {
  private static final Contract CONTRACT = Contract.load();

  @TempDir private Path folder;

  @Test
  void patch_undocumentedMember_isAProperty() throws Exception {
    assertThat(afterPatch(member()).findings()).isEmpty();
  }

  @Test
  void patch_undocumentedMember_readsLikeTheFile() {
    String patch = edit(member()).patch();

    assertThat(patch)
        .contains("+++ b/openapi/paths/login_multiacc_dpptpushsms.yaml")
        .contains(
            """
            +                      level:
            +                        type: integer
            +                        description: 未见于文档 / Seen in answers, in no document.
            +                        x-evidence: assumed
            """);
  }

  private static SeenCalls member() {
    return new SeenCalls()
        .and("uploadSmsCode", "logged-in", a -> a.withObject("/data").put("level", 1));
  }

  @Test
  void patch_undocumentedTree_isDescribedToItsLeaves() throws Exception {
    SeenCalls calls =
        new SeenCalls()
            .and(
                "uploadSmsCode",
                "logged-in",
                a -> {
                  a.withObject("/data/owner").put("age", 1).putArray("names").addObject();
                  a.withArray("/data/owner/names").addObject().put("first", "x").putNull("last");
                });

    assertThat(afterPatch(calls).findings()).isEmpty();
  }

  @Test
  void patch_forbiddenTypesOfASharedSchema_areTakenAll() throws Exception {
    SeenCalls calls =
        new SeenCalls()
            .and("uploadSmsCode", "logged-in", a -> a.put("success", "true"))
            .and("checkSession", "valid", a -> a.put("success", 1));

    assertThat(afterPatch(calls).findings()).isEmpty();
  }

  @Test
  void patch_unknownCode_isInTheCatalogueAndAnExample() throws Exception {
    SeenCalls calls =
        new SeenCalls()
            .and("uploadSmsCode", "wrong-sms-code", a -> a.put("code", "4777"))
            .and("uploadSmsCode", "wrong-sms-code", a -> a.put("code", "6001"));

    Drift after = afterPatch(calls);

    assertThat(after.contract().codes().names()).contains("4777");
    assertThat(after.contract().operation("uploadSmsCode").caseNames())
        .contains("seen-4777", "seen-6001");
    assertThat(after.findings()).isEmpty();
  }

  @Test
  void patch_undescribedValue_isDescribed() throws Exception {
    SeenCalls calls =
        new SeenCalls()
            .and(
                "findAccounts",
                "found",
                a -> ((ObjectNode) a.path("data").get(0)).put("zhzt", "2"));

    assertThat(afterPatch(calls).findings()).isEmpty();
  }

  @Test
  void patch_memberOfASharedSchema_isOneEditForAllThatShareIt() {
    SeenCalls calls =
        new SeenCalls()
            .and("checkSession", "valid", a -> a.put("trace", "x"))
            .and("checkEtaxSession", "valid", a -> a.put("trace", "x"));

    assertThat(edit(calls).size()).isEqualTo(1);
  }

  @Test
  void patch_memberOfOneSchemaInTwoOperations_hasTheTypesOfBoth() throws Exception {
    SeenCalls calls =
        new SeenCalls()
            .and("checkSession", "valid", a -> a.put("trace", "x"))
            .and("checkEtaxSession", "valid", a -> a.put("trace", 1));

    assertThat(afterPatch(calls).findings()).isEmpty();
  }

  @Test
  void patch_undocumentedOutermostMember_leavesNothingForASecondRound() throws Exception {
    SeenCalls calls =
        new SeenCalls().and("checkSession", "valid", a -> a.putArray("hints").add("x"));

    assertThat(afterPatch(calls).findings()).isEmpty();
  }

  @Test
  void patch_textThatNoPagePrints_isNowhereInIt() {
    SeenCalls calls =
        new SeenCalls()
            .and(
                "uploadSmsCode",
                "wrong-sms-code",
                a -> a.put("code", "4777").put("message", "张三的验证码不对"));

    assertThat(edit(calls).patch())
        .contains("+    zh: 未见于文档", "message: 未见于文档")
        .doesNotContain("张三");
  }

  private static ContractEdit edit(SeenCalls calls) {
    return new ContractEdit(
        calls.against(CONTRACT),
        ContractFiles.ofThisJar(),
        new Discretion(CONTRACT, new Masking(CONTRACT)));
  }

  private Drift afterPatch(SeenCalls calls) throws IOException, PatchFailedException {
    apply(edit(calls).patch());
    return calls.against(Contract.read(folder.resolve(ContractFiles.ROOT)));
  }

  private void apply(String patch) throws IOException, PatchFailedException {
    for (YamlFile file : ContractFiles.ofThisJar().files().values()) {
      Path path = folder.resolve(file.name());
      Files.createDirectories(path.getParent());
      Files.write(
          path,
          UnifiedDiffUtils.parseUnifiedDiff(ofFile(patch, file.name())).applyTo(file.lines()));
    }
  }

  private static List<String> ofFile(String patch, String name) {
    List<String> lines = new ArrayList<>();
    boolean wanted = false;
    for (String line : patch.lines().toList()) {
      if (line.startsWith("--- ")) {
        wanted = line.equals("--- a/openapi/" + name);
      }
      if (wanted) {
        lines.add(line);
      }
    }
    return lines;
  }
}
