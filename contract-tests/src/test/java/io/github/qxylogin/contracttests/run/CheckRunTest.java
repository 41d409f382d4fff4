package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckRunTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void outcome_longMember_keepsTheOthers() {
    JsonNode kept = kept("{\"code\":\"2000\",\"data\":\"" + "9".repeat(60_000) + "\"}");

    assertThat(kept.path("code").asText()).isEqualTo("2000");
    assertThat(kept.toString()).hasSizeLessThan(4_200);
  }

  @Test
  void outcome_manyMembers_keepsTheBeginning() {
    String members =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "\"m" + i + "\":1")
            .collect(Collectors.joining(","));

    assertThat(kept("{" + members + "}").asText()).startsWith("{\"m0\":1").hasSizeLessThan(4_200);
  }

  private static JsonNode kept(String response) {
    try (FakeServer server = FakeServer.returning(request -> CannedResponse.json(response))) {
      return Suites.of(
              CONTRACT, FakeTarget.mock(server.url()), Permissions.READ_ONLY, new Masking(CONTRACT))
          .run(NamedCheck.of(CONTRACT, "checkSession/case/invalid"))
          .calls()
          .get(0)
          .response();
    }
  }
}
