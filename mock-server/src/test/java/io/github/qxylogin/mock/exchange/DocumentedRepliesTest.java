package io.github.qxylogin.mock.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Evidence;
import org.junit.jupiter.api.Test;

class DocumentedRepliesTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Case DOCUMENTED = CONTRACT.operations().get(0).firstSuccess();

  private final DocumentedReplies replies = new DocumentedReplies(CONTRACT);

  @Test
  void of_documentedAnswerAgain_isNotWrittenAgain() {
    Reply first = replies.of(Answer.of(DOCUMENTED));

    Reply second = replies.of(Answer.of(DOCUMENTED));

    assertThat(second.body()).isSameAs(first.body());
  }

  @Test
  void of_answerWithValuesOfItsCall_isWrittenAnew() {
    replies.of(Answer.of(DOCUMENTED));
    ObjectNode own = DOCUMENTED.answer().deepCopy();
    own.put("own", "value");

    Reply reply = replies.of(Answer.of(DOCUMENTED, own));

    assertThat(new String(reply.body(), UTF_8)).contains("\"own\":\"value\"");
  }

  @Test
  void of_sameBodyOtherwiseDocumented_saysHowWell() {
    replies.of(Answer.of(DOCUMENTED));

    Reply reply =
        replies.of(
            Answer.of(
                DOCUMENTED.status(),
                Answer.JSON,
                DOCUMENTED.answer(),
                DOCUMENTED.name(),
                Evidence.ASSUMED));

    assertThat(reply.headers()).containsEntry("X-Mock-Evidence", "assumed");
  }
}
