package io.github.qxylogin.contracttests.mutations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.targets.Credentials;
import io.github.qxylogin.contracttests.targets.NoResponseException;
import io.github.qxylogin.contracttests.wire.Response;
import io.github.qxylogin.mock.LoginMock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MutatingProxyTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation OPERATION = CONTRACT.operation("checkSession");

  private LoginMock mock;
  private MutatingProxy proxy;
  private Caller caller;

  @BeforeEach
  void start() {
    mock = LoginMock.start();
    proxy =
        MutatingProxy.start(
            CONTRACT,
            new HonestServer(
                mock,
                (operation, body, fault) -> Map.of(),
                new Credentials("key", "secret"),
                CONTRACT.securityHeaders()));
    caller = new Caller(proxy.url());
  }

  @AfterEach
  void stop() {
    proxy.close();
    mock.close();
  }

  @Test
  void response_withoutAMutation_isTheMocks() {
    Response response = asked();

    assertThat(response).isEqualTo(direct());
  }

  @Test
  void response_liedAbout_isOther() {
    proxy.mutate(Mutation.ofResponses(response -> response.withStatus(503)).about(OPERATION));

    assertThat(asked().status()).isEqualTo(503);
  }

  @Test
  void response_ofAnotherOperation_isTheMocks() {
    proxy.mutate(
        Mutation.ofResponses(response -> response.withStatus(503))
            .about(CONTRACT.operation("findAccounts")));

    assertThat(asked()).isEqualTo(direct());
  }

  @Test
  void response_brokenOff_isNone() {
    proxy.mutate(Mutation.ofResponses(response -> response.without(100)));

    assertThatThrownBy(this::asked).isInstanceOf(NoResponseException.class);
  }

  @Test
  void response_neverSent_isNone() {
    proxy.mutate(Mutation.ofResponses(response -> response.without(-1)));

    assertThatThrownBy(this::asked).isInstanceOf(NoResponseException.class);
  }

  @Test
  void call_ofTheControlApi_reachesTheMock() {
    proxy.mutate(Mutation.ofResponses(response -> response.withStatus(503)));
    Instant before = mock.clock().instant();

    caller.send("POST", "/__mock/clock", Map.of(), "{\"advance\": \"P1D\"}".getBytes(UTF_8));

    assertThat(mock.clock().instant()).isAfter(before.plus(Duration.ofDays(1)));
  }

  private Response asked() {
    return asked(caller);
  }

  private Response direct() {
    return asked(new Caller(mock.url()));
  }

  private static Response asked(Caller caller) {
    byte[] body = OPERATION.firstSuccess().request().toString().getBytes(UTF_8);
    return caller.send(OPERATION.method(), OPERATION.path(), Map.of(), body);
  }
}
