package io.github.qxylogin.mock.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That no operation goes without questions, however new it is. */
class QuestionsTest {
  private static final Set<Flow.Role> ELSEWHERE =
      EnumSet.of(Flow.Role.NONE, Flow.Role.KEEPS_ENTITY, Flow.Role.SETS_CALLBACK);
  private static final List<String> ROLES = Questions.roles().map(Question::name).toList();

  @Test
  void all_names_areUnique() {
    assertThat(Questions.all().map(Question::name).toList()).doesNotHaveDuplicates();
  }

  /** EntityHandlerTest asks the operations that keep entities. */
  @Test
  void roles_operationThatHasOne_isInAQuestion() {
    List<Operation> playing =
        Conversation.CONTRACT.operations().stream()
            .filter(o -> o.inFlow(Flow::role).filter(r -> !ELSEWHERE.contains(r)).isPresent())
            .toList();

    assertThat(playing)
        .isNotEmpty()
        .allMatch(o -> ROLES.stream().anyMatch(name -> name.contains(o.id())));
  }

  @Test
  void all_operation_isInAQuestionForEachOfItsCases() {
    List<String> names = Questions.documentedResponses().map(Question::name).toList();

    for (Operation operation : Conversation.CONTRACT.operations()) {
      assertThat(names)
          .containsAll(
              operation.caseNames().stream().map(c -> operation.id() + "/prefer/" + c).toList());
    }
  }
}
