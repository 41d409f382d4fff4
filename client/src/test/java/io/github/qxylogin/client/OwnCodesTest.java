package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.contract.Contract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The meaning of a code is that of the operation that returned it. */
class OwnCodesTest {
  @AutoClose private final FakePlatform platform = new FakePlatform();

  @Test
  void call_codeThatIsRetryableElsewhere_isSentOnce() {
    Contract contract = withCode("findAccounts", "7001", true);

    QixiangyunException rejected = checkRejected(contract, "7001");

    assertThat(platform.requests("checkSession")).hasSize(1);
    assertThat(rejected.retryable()).isFalse();
  }

  @Test
  void call_codeThatIsRetryableHere_isSentAgain() {
    Contract contract = withCode("checkSession", "7001", true);

    QixiangyunException rejected = checkRejected(contract, "7001");

    assertThat(platform.requests("checkSession")).hasSize(3);
    assertThat(rejected.retryable()).isTrue();
  }

  @Test
  void call_codeThatIsRetryableEverywhereButHere_isSentOnce() {
    Contract contract = withCode("checkSession", "504001", false);

    checkRejected(contract, "504001");

    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  @Test
  void call_codeOfATokenThatMeansSomethingElseHere_asksForNoOtherToken() {
    Contract contract = withCode("checkSession", "40101", false);

    checkRejected(contract, "40101");

    assertThat(platform.requests("checkSession")).hasSize(1);
    assertThat(platform.requests("fetchToken")).hasSize(1);
  }

  private QixiangyunException checkRejected(Contract contract, String code) {
    platform.respond("checkSession", errorResponse(code, ""));
    try (QixiangyunLogin login = platform.builder(contract).build()) {
      return catchThrowableOfType(QixiangyunException.class, () -> Form.BLOCKING.check(login));
    }
  }

  /** Returns the contract with an operation's own meaning of a code. */
  private static Contract withCode(String operation, String code, boolean retryable) {
    ObjectNode document = (ObjectNode) CONTRACT.document();
    ObjectNode post =
        (ObjectNode) document.path("paths").path(CONTRACT.operation(operation).path()).path("post");
    ObjectNode own = post.putArray("x-codes").addObject();
    own.put("code", code).put("name", "OWN").put("family", "system").put("zh", "系统繁忙");
    if (retryable) {
      own.putObject("retryable").put("evidence", "assumed").put("reason", "It passes.");
    }
    return Contract.of(document);
  }
}
