package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.Response;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The header that asks a mock server for one of its answers by name. */
class PreferTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void run_mock_isAskedForTheAnswerByName() {
    try (FakeServer server = FakeServer.answering(request -> Response.json("{}"))) {
      assertThat(headers(server, FakeTarget.mock(server.url())))
          .containsEntry("Prefer", "example=answered");
    }
  }

  @Test
  void run_realTarget_isNot() {
    try (FakeServer server = FakeServer.answering(request -> Response.json("{}"))) {
      assertThat(headers(server, FakeTarget.real(server.url()))).doesNotContainKey("Prefer");
    }
  }

  private static Map<String, String> headers(FakeServer server, Target target) {
    new Suite(CONTRACT, target, Permissions.READ_ONLY, new Masking(CONTRACT))
        .run(NamedCheck.of(CONTRACT, "checkSelfHeldLogin/case/answered"));
    return server.requests().get(0).headers();
  }
}
