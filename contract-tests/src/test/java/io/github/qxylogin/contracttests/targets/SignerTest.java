package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.WorkedSample;
import io.github.qxylogin.contracttests.check.SigningFault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignerTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void headers_workedSample_giveThePublishedSignature() {
    WorkedSample sample = CONTRACT.securityHeaders().sample();
    Instant date = Instant.ofEpochMilli(Long.parseLong(sample.reqDate()));
    Signer signer =
        new Signer(
            new Credentials(sample.appKey(), sample.appSecret()),
            CONTRACT.securityHeaders(),
            InstantSource.fixed(date),
            sample::accessToken);
    signer.renew();

    Map<String, String> headers =
        signer.headers(
            CONTRACT.operation("uploadSmsCode"), sample.body().getBytes(UTF_8), SigningFault.NONE);

    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "access_token", sample.accessToken(),
                "req_date", sample.reqDate(),
                "req_sign", sample.reqSign()));
  }
}
