package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A response contains its time, where documented responses do. */
@ExtendWith(TestedMock.class)
class ResponseTimeTest {
  private static final Contract CONTRACT = Contract.load();
  private static final DateTimeFormatter BEIJING =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));

  private final LoginMock mock;
  private final Http http;

  ResponseTimeTest(LoginMock mock) {
    this.mock = mock;
    http = new Http(mock.url());
  }

  static Stream<Arguments> responsesWithTime() {
    return CONTRACT.operations().stream()
        .flatMap(
            operation ->
                operation.cases().stream()
                    .filter(each -> each.request() != null && each.response().has("timestamp"))
                    .map(each -> Arguments.of(operation, each, identity(operation, each))));
  }

  private static String identity(Operation operation, Case documented) {
    Flow flow = operation.flow();
    return Stream.concat(flow.identity().stream(), Stream.ofNullable(flow.task()))
        .map(field -> documented.request().path(field).asText())
        .filter(value -> !value.isBlank())
        .findFirst()
        .orElse("");
  }

  static Stream<Arguments> responsesToAnIdentity() {
    return responsesWithTime().filter(each -> !each.get()[2].equals(""));
  }

  @ParameterizedTest
  @MethodSource("responsesToAnIdentity")
  void timestamp_ofASetOutcome_isThatOfTheMocksClock(
      Operation operation, Case documented, String identity) {
    mock.clock().freeze();
    mock.clock().advance(Duration.ofDays(400));
    ObjectNode body = documented.request().deepCopy();
    mock.identity(identity).on(operation.id()).returns(documented.name());

    Http.Response response = http.post(operation.path(), body);

    assertThat(response.caseName()).isEqualTo(documented.name());
    assertThat(response.at("/timestamp")).isEqualTo(BEIJING.format(mock.clock().instant()));
  }

  @ParameterizedTest
  @MethodSource("responsesWithTime")
  void timestamp_ofADocumentedRequest_isTheDocumentedOne(Operation operation, Case documented) {
    Http.Response response = http.post(operation.path(), documented.request());

    assertThat(response.at("/timestamp"))
        .isEqualTo(documented.response().path("timestamp").asText());
  }
}
