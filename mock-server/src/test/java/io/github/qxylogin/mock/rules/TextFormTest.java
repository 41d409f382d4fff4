package io.github.qxylogin.mock.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contract.document.Value;
import io.github.qxylogin.mock.text.Message;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextFormTest {
  @Test
  void fault_ofAnyOfTheJoined_isReported() throws Exception {
    JsonNode schema =
        new ObjectMapper()
            .readTree(
                """
                {"allOf": [{"type": "string", "pattern": "^[0-9]+$"}, {"maxLength": 2}]}
                """);
    SchemaView bounded = SchemaView.of(Value.root(schema), Value.root(schema));

    assertThat(fault(bounded, "123")).contains("f is a text longer than 2");
    assertThat(fault(bounded, "1a")).contains("f is a text that does not match ^[0-9]+$");
    assertThat(fault(bounded, "12")).isEmpty();
  }

  private static Optional<String> fault(SchemaView schema, String text) {
    return TextForm.of(schema).fault("f", text).map(Message::toString);
  }
}
