package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.ChangedContract;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.mock.LoginMock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a server does otherwise than documented is named with operation, case and field. */
class MutatedServerTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String LOGIN = "uploadSmsCode/case/logged-in";

  private final ChangedContract mutated = new ChangedContract(CONTRACT);

  @Test
  void run_memberDropped_namesIt() {
    mutated.about("uploadSmsCode", "logged-in", a -> data(a).remove("accountId"));

    assertThat(findings(LOGIN))
        .containsExactly("uploadSmsCode, case logged-in, /data/accountId: is missing (string)");
  }

  @Test
  void run_memberAdded_namesIt() {
    mutated.about("uploadSmsCode", "logged-in", a -> data(a).put("more", 1));

    assertThat(findings(LOGIN))
        .containsExactly("uploadSmsCode, case logged-in, /data/more: wanted nothing, got 1");
  }

  @Test
  void run_requestIdRenamed_namesBothSpellingsAndTheNewName() {
    mutated.about("uploadSmsCode", "logged-in", a -> a.set("requestId", a.remove("req_id")));

    assertThat(findings(LOGIN))
        .containsExactly(
            "uploadSmsCode, case logged-in, /req_id: is missing (string)",
            "uploadSmsCode, case logged-in, /requestId: "
                + "wanted nothing, got \"76bf6b8d897f4ef5ae6a63b15cb27795\"");
  }

  @Test
  void run_otherCode_namesBoth() {
    mutated.about("uploadSmsCode", "task-expired", a -> a.put("code", "5001"));

    assertThat(findings("uploadSmsCode/case/task-expired"))
        .first()
        .asString()
        .isEqualTo(
            "uploadSmsCode, case task-expired, /code: wanted a code that is listed, got \"5001\"");
  }

  @Test
  void run_codeAsNumber_namesItsType() {
    mutated.about("checkSession", "valid", a -> a.put("code", 2000));

    assertThat(findings("checkSession/case/valid"))
        .containsExactly("checkSession, case valid, /code: wanted \"2000\", got 2000");
  }

  @Test
  void run_otherText_namesBoth() {
    mutated.about("uploadSmsCode", "logged-in", a -> a.put("message", "登录成功"));

    assertThat(findings(LOGIN))
        .containsExactly(
            "uploadSmsCode, case logged-in, /message: wanted the text \"税务数字账户登录成功\", got \"登录成功\"");
  }

  @Test
  void run_otherStatus_namesBoth() {
    mutated.withStatus("uploadSmsCode", "500");

    assertThat(findings(LOGIN))
        .containsExactly("uploadSmsCode, case logged-in, HTTP status: wanted 200, got 500");
  }

  @Test
  void run_missingFieldNotNamed_saysWhichOne() {
    mutated.aboutText("parameter-missing", "参数不能为空！");

    assertThat(findings("uploadSmsCode/missing/taskId"))
        .containsExactly(
            "uploadSmsCode, field taskId left out, /message: "
                + "wanted a text that names taskId, got \"参数不能为空！\"");
  }

  @Test
  void run_missingFieldAccepted_saysWhichOne() {
    mutated.aboutRequest("uploadSmsCode", schema -> schema.putArray("required").add("taskId"));

    assertThat(findings("uploadSmsCode/missing/smsCode"))
        .first()
        .asString()
        .isEqualTo(
            "uploadSmsCode, field smsCode left out, /code: "
                + "wanted a code of the family parameter (4000), got \"5000\"");
  }

  @Test
  void run_wrongTypeAccepted_saysOfWhichField() {
    mutated.aboutRequest(
        "uploadSmsCode",
        schema -> ((ObjectNode) schema.at("/properties/smsCode")).put("type", "object"));

    assertThat(findings("uploadSmsCode/wrong-type/smsCode-object"))
        .first()
        .asString()
        .isEqualTo(
            "uploadSmsCode, field smsCode of a wrong type: object, /code: "
                + "wanted a code of the family parameter (4000), got \"5000\"");
  }

  private static ObjectNode data(ObjectNode response) {
    return (ObjectNode) response.path("data");
  }

  private List<String> findings(String id) {
    try (LoginMock mock = LoginMock.builder().contract(mutated.contract()).start()) {
      Suite suite =
          Suites.of(
              CONTRACT, FakeTarget.mock(mock.url()), Permissions.READ_ONLY, new Masking(CONTRACT));
      return suite.run(NamedCheck.of(CONTRACT, id)).messages();
    }
  }
}
