package io.github.qxylogin.strangers;

import static io.github.qxylogin.strangers.Documents.LOGGED_IN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedClientTest {
  private static final List<String> READ =
      Stream.of("/req_id", "/data/accountId", "/data/dppt/cookie")
          .map(member -> LOGGED_IN.response().at(member).textValue())
          .toList();

  @Test
  void typescript_documentedRequest_readsIdAccountAndCookie() throws Exception {
    try (Tool compiler = Tool.node("node_modules/typescript/bin/tsc")) {
      compiler.output();
    }

    try (Tool mockServer = Tool.mockServer();
        Tool login = Tool.node("compiled/login.js", mockServer.address())) {
      assertThat(login.output().lines()).containsExactlyElementsOf(READ);
    }
  }

  @Test
  void kotlin_documentedRequest_readsIdAccountAndCookie() throws Exception {
    try (Tool mockServer = Tool.mockServer()) {
      assertThat(LoginKt.login(mockServer.address())).isEqualTo(READ);
    }
  }
}
