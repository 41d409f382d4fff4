package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the documentation contradicts itself, both of its forms are valid, and no third one. */
class ContradictionsIT {
  private static final Contract CONTRACT = Contract.load();
  private static final BundledSchemas SCHEMAS = new BundledSchemas(CONTRACT.document());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'reqId': 'a', 'code': '4000', 'success': true}",
        "{'req_id': 'a', 'code': '4000', 'success': true}",
        "{'req_id': 'a', 'code': null, 'success': true}",
        "{'req_id': 'a', 'code': '4000', 'success': true, 'data': ''}",
        "{'req_id': 'a', 'code': '4000', 'success': true, 'data': null}",
        "{'req_id': 'a', 'code': '2000', 'success': true, 'data': {'taskId': '1'}}",
        "{'req_id': 'a', 'code': '2000', 'success': true, 'data': {'taskId': 1736647432086679600}}",
      })
  void sendSmsCode_documentedForm_isValid(String answer) throws JsonProcessingException {
    assertThat(faults("sendSmsCode", answer)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'code': '4000', 'success': true}",
        "{'reqId': 1, 'code': '4000', 'success': true}",
        "{'req_id': 1, 'code': '4000', 'success': true}",
        "{'req_id': 'a', 'code': 4000, 'success': true}",
        "{'req_id': 'a', 'code': '4000', 'success': 'true'}",
        "{'req_id': 'a', 'code': '4000', 'success': true, 'data': 'no'}",
        "{'req_id': 'a', 'code': '4000', 'success': true, 'data': []}",
        "{'req_id': 'a', 'code': '2000', 'success': true, 'data': {'taskId': 1.5}}",
        "{'req_id': 'a', 'code': '2000', 'success': true, 'data': {'dppt': {}}}",
      })
  void sendSmsCode_anyOtherForm_isInvalid(String answer) throws JsonProcessingException {
    assertThat(faults("sendSmsCode", answer)).isNotEmpty();
  }

  @Test
  void uploadSmsCode_loginWithoutAccount_isInvalid() throws JsonProcessingException {
    String answer =
        "{'req_id': 'a', 'code': '2000', 'success': true,"
            + " 'data': {'individualId': 'b', 'dppt': {'cookie': 'c'}}}";

    assertThat(faults("uploadSmsCode", answer)).singleElement().asString().contains("accountId");
  }

  @Test
  void fetchToken_refreshWithoutClientKeys_isAccepted() throws JsonProcessingException {
    String body = "{'grant_type': 'refresh_token', 'refresh_token': 'a'}".replace('\'', '"');

    assertThat(CONTRACT.operation("fetchToken").missingFrom(new ObjectMapper().readTree(body)))
        .isEmpty();
  }

  @Test
  void fetchToken_withoutKeysOfEitherKind_asksForTheClients() throws JsonProcessingException {
    String body = "{'grant_type': 'client_credentials'}".replace('\'', '"');

    assertThat(CONTRACT.operation("fetchToken").missingFrom(new ObjectMapper().readTree(body)))
        .extracting(Field::name)
        .containsExactly("client_appkey", "client_secret");
  }

  private static List<String> faults(String operation, String answer)
      throws JsonProcessingException {
    return SCHEMAS.faults(
        CONTRACT.operation(operation).responseSchema(),
        new ObjectMapper().readTree(answer.replace('\'', '"')));
  }
}
