package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.example.LoginBySms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class LoginBySmsTest {
  @Test
  void main_smsCodeTyped_endsInAValidSession() throws IOException {
    InputStream in = System.in;
    PrintStream out = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (FakePlatform platform = new FakePlatform()) {
      platform.respondWithCase("sendSmsCode", "sms-sent");
      platform.respondWithCase("checkSession", "valid");
      System.setIn(new ByteArrayInputStream("002100\n".getBytes(UTF_8)));
      System.setOut(new PrintStream(output, true, UTF_8));

      LoginBySms.main(new String[] {platform.address()});
    } finally {
      System.setIn(in);
      System.setOut(out);
    }

    assertThat(output.toString(UTF_8).lines()).containsExactly("SMS code:", "true");
  }
}
