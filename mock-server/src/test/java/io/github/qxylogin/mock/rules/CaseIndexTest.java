package io.github.qxylogin.mock.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.MockResponse;
import org.junit.jupiter.api.Test;

class CaseIndexTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Case DOCUMENTED = CONTRACT.operations().get(0).firstSuccess();

  private final CaseIndex cases = new CaseIndex(CONTRACT);

  @Test
  void response_documentedResponseAgain_isNotWrittenAgain() {
    MockResponse first = cases.response(ChosenResponse.of(DOCUMENTED));

    MockResponse second = cases.response(ChosenResponse.of(DOCUMENTED));

    assertThat(second.body()).isSameAs(first.body());
  }

  @Test
  void response_responseWithValuesOfItsCall_isWrittenAnew() {
    cases.response(ChosenResponse.of(DOCUMENTED));
    ObjectNode own = DOCUMENTED.response().deepCopy();
    own.put("own", "value");

    MockResponse response = cases.response(ChosenResponse.of(DOCUMENTED, own));

    assertThat(new String(response.body(), UTF_8)).contains("\"own\":\"value\"");
  }

  @Test
  void response_sameBodyOfOtherEvidence_statesItsOwn() {
    cases.response(ChosenResponse.of(DOCUMENTED));

    MockResponse response = cases.response(ChosenResponse.of(DOCUMENTED).assumed());

    assertThat(response.headers()).containsEntry("X-Mock-Evidence", "assumed");
  }
}
