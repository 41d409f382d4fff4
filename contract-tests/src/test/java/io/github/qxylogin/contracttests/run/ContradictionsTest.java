package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.Response;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where the documentation contradicts itself about answers, a real target may answer in either
 * form, and in no third one. In each line, a case is asked for and answered in its other form.
 */
class ContradictionsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String HEAD = "'code': '2000', 'success': true, 'message': ''";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          reqId          | sendSmsCode     | sms-sent      | HEAD, 'reqId': 'a', 'data': {'taskId': '1', 'accountId': 'b', 'individualId': 'c'}
          req_id         | checkSession    | valid         | HEAD, 'req_id': 'a', 'data': true
          task number    | getQrCode       | issued        | HEAD, 'reqId': 'a', 'data': {'taskId': 1763461378054938626, 'qrcode': 'b', 'qrcodeId': 'c'}
          task text      | getQrCode       | issued        | HEAD, 'reqId': 'a', 'data': {'taskId': '1763461378054938626', 'qrcode': 'b', 'qrcodeId': 'c'}
          data empty     | uploadSmsCode   | task-expired  | 'code': '5000', 'success': true, 'message': '登录任务已过期，请重新发起！', 'reqId': 'a', 'data': ''
          data null      | sendSmsCode     | missing-nsrsbh| 'code': '4000', 'success': true, 'message': '参数nsrsbh不能为空！', 'reqId': 'a', 'data': null
          data absent    | sendSmsCode     | missing-nsrsbh| 'code': '4000', 'success': true, 'message': '参数nsrsbh不能为空！', 'reqId': 'a'
          message null   | checkSession    | valid         | 'code': '2000', 'success': true, 'message': null, 'reqId': 'a', 'data': true
          etax and tpass | uploadSmsCode   | logged-in     | HEAD, 'reqId': 'a', 'data': {'accountId': 'a', 'individualId': 'b', 'dppt': {'cookie': 'c'}, 'etax': {'cookie': 'd'}, 'tpass': {'cookie': 'e'}}
          token life     | fetchToken      | issued        | HEAD, 'reqId': 'a', 'data': {'access_token': 'a', 'expires_in': 7200}
          bare boolean   | uploadCookie    | valid         | HEAD, 'reqId': 'a', 'data': true
          an object      | uploadCookie    | bare-valid    | HEAD, 'reqId': 'a', 'data': {'valid': true, 'errorCode': '2000', 'errorMsg': ''}
          no id          | uploadCookie    | bare-valid    | 'code': '2000', 'message': '成功', 'data': {'valid': true, 'errorCode': '2000', 'errorMsg': ''}
          QR task ended  | loginByQrCode   | task-expired  | 'code': '5000', 'success': true, 'message': '登录任务已过期，请重新发起！', 'reqId': 'a', 'data': null
          no data        | updateAccount   | no-such-enterprise | 'code': 'PARAMETER_ERROR', 'success': true, 'message': '没有找到对应的企业！', 'reqId': 'a', 'data': null
          """)
  void run_otherForm_holds(String form, String operation, String documented, String answer) {
    assertThat(findings(operation, documented, answer)).as(form).isEmpty();
  }

  /** By its schema a session is its cookie; the example of a login prints more. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sendEtaxSmsCode   | HEAD, 'reqId': 'a', 'data': {'dppt': {'cookie': 'a'}, 'etax': {'cookie': 'a'}, 'tpass': {'cookie': 'a'}, 'individualId': 'b', 'nsrsbh': 'c', 'nsrsbh_name': 'd'}
          sendEtaxSmsCode   | 'code': '2000', 'msg': '登录成功', 'result': {'dppt': {'cookie': 'a'}, 'etax': {'cookie': 'a'}, 'tpass': {'cookie': 'a'}, 'individualId': 'b', 'nsrsbh': 'c', 'nsrsbh_name': 'd'}
          uploadEtaxSmsCode | HEAD, 'reqId': 'a', 'data': {'dppt': {'cookie': 'a'}, 'etax': {'cookie': 'a'}, 'tpass': {'cookie': 'a'}, 'individualId': 'b', 'nsrsbh': 'c', 'nsrsbh_name': 'd'}
          uploadEtaxSmsCode | 'code': '2000', 'msg': '登录成功', 'result': {'dppt': {'cookie': 'a'}, 'etax': {'cookie': 'a'}, 'tpass': {'cookie': 'a'}, 'individualId': 'b', 'nsrsbh': 'c', 'nsrsbh_name': 'd'}
          """)
  void run_eitherFormOfALogin_breaksNothing(String operation, String answer) {
    assertThat(findings(operation, "logged-in", answer))
        .extracting(Finding::breaking)
        .doesNotContain(true);
  }

  /** By its schema the id is all that comes; its example answers the whole account. */
  @Test
  void run_accountByItsIdAlone_breaksNothing() {
    assertThat(findings("createAccount", "created", "HEAD, 'reqId': 'a', 'data': {'accountId': 1}"))
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.difference()).isEqualTo(Difference.OPTIONAL_MISSING));
  }

  @Test
  void run_thirdForm_breaks() {
    assertThat(findings("checkSession", "valid", "'code': '2000', 'success': true, 'reqId': 'a'"))
        .extracting(Finding::place)
        .containsExactly("/data");
    assertThat(findings("uploadAccountCookie", "valid", "HEAD, 'reqId': 'a', 'data': true"))
        .extracting(Finding::breaking)
        .contains(true);
  }

  private static List<Finding> findings(String operation, String documented, String answer) {
    String body = "{" + answer.replace("HEAD", HEAD).replace('\'', '"') + "}";
    try (FakeServer server = FakeServer.answering(request -> Response.json(body))) {
      Suite suite =
          new Suite(
              CONTRACT,
              FakeTarget.real(server.url()),
              Permissions.READ_ONLY,
              new Masking(CONTRACT));
      Outcome outcome = suite.run(check(CONTRACT.operation(operation), documented));
      return outcome.exchanges().get(0).findings();
    }
  }

  private static Check check(Operation operation, String documented) {
    Step.Call call =
        Step.Call.of(
                operation,
                new Body.Text("{}"),
                new Expectation.Documented(operation.documentedCase(documented)))
            .withEffect(Effect.NONE);
    return Check.of(operation, Check.Kind.ANSWER, "of-this-test", documented, Set.of(), call);
  }
}
