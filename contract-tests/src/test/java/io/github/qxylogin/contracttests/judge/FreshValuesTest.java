package io.github.qxylogin.contracttests.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreshValuesTest {
  private static final Set<JsonPointer> PLACE = Set.of(JsonPointer.compile("/taskId"));

  private final Judge.FreshValues values = new Judge.FreshValues(new Masking(Contract.load()));

  @Test
  void repeated_newValues_nothing() {
    values.repeated(task("1736647432086679601"), PLACE);

    assertThat(values.repeated(task("1736647432086679602"), PLACE)).isEmpty();
  }

  @Test
  void repeated_sameValueAgain_isBreaking() {
    values.repeated(task("1736647432086679601"), PLACE);

    assertThat(values.repeated(task("1736647432086679601"), PLACE))
        .containsExactly(
            new Finding(
                "/taskId",
                Difference.NOT_NEW,
                "wanted a value that no answer had before, got \"1736647432086679601\""));
  }

  @Test
  void repeated_memberMissingTwice_nothing() {
    JsonNode none = JsonNodeFactory.instance.objectNode();
    values.repeated(none, PLACE);

    assertThat(values.repeated(none, PLACE)).isEmpty();
  }

  private static JsonNode task(String id) {
    return JsonNodeFactory.instance.objectNode().put("taskId", id);
  }
}
