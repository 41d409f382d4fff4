package io.github.qxylogin.contracttests.drift.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Sources;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.SeenCalls;
import io.github.qxylogin.contracttests.drift.overlay.DriftOverlay;
import io.github.qxylogin.contracttests.text.Discretion;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import org.junit.jupiter.api.Test;

class DriftPageTest {

  private static final Contract CONTRACT = Contract.load();
  private static final SeenCalls CALLS =
      new SeenCalls()
          .and("uploadSmsCode", "logged-in", a -> a.withObject("/data").put("level", 1))
          .and("checkSession", "valid", a -> a.remove("data"));

  private static final String WHERE =
      "openapi/paths/login_multiacc_dpptpushsms.yaml` %s"
          + " `/post/responses/200/content/application~1json/schema/allOf/1/properties/data"
          + "/properties`\n"
          + "\n"
          + "  ```yaml\n"
          + "  level:\n"
          + "    type: integer\n"
          + "    description: 未见于文档 / Seen in answers, in no document.\n"
          + "    x-evidence: assumed\n"
          + "  ```\n";

  @Test
  void of_edits_tellsFilePlaceAndLines() {
    assertThat(page(Language.EN))
        .contains("\n## The edits\n\n`drift-overlay.yaml`, dropped into ")
        .contains("\n\n- uploadSmsCode /data/level: a member that ")
        .contains("\n  in `" + WHERE.formatted("at"))
        .contains("\n## By hand\n\n- checkSession /data: a ");
  }

  @Test
  void of_editsInChinese_areToldInChineseButForNamesAndLines() {
    assertThat(page(Language.ZH))
        .contains("\n## 修改\n\n把 `drift-overlay.yaml` 放入 ")
        .contains("中没有的字段\n  位于 `" + WHERE.formatted("的"))
        .contains("\n## 手工处理\n\n- checkSession /data: 缺少")
        .doesNotContain(" at `", "a member", "is missing", "By hand", "The edits");
  }

  private static String page(Language language) {
    Drift drift = CALLS.against(CONTRACT);
    Discretion discretion = new Discretion(CONTRACT, new Masking(CONTRACT));
    DriftOverlay overlay = new DriftOverlay(drift, Sources.load(), discretion);
    return DriftPage.of(drift, discretion, language, "http://x", overlay);
  }
}
