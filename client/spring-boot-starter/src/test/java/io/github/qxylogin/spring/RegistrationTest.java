package io.github.qxylogin.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What Boot and editors find in the jar. */
class RegistrationTest {
  private static String text(String resource) throws IOException {
    String location =
        QixiangyunLoginAutoConfiguration.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toString();
    try (InputStream in = new java.net.URL(location + resource).openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void imports_autoConfiguration_isListed() throws Exception {
    assertThat(
            text(
                "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"))
        .isEqualTo(QixiangyunLoginAutoConfiguration.class.getName() + "\n");
  }

  @Test
  void factories_autoConfigurationAndAnalyzer_areListed() throws Exception {
    assertThat(text("META-INF/spring.factories"))
        .contains(
            "org.springframework.boot.autoconfigure.EnableAutoConfiguration=\\\n"
                + QixiangyunLoginAutoConfiguration.class.getName(),
            "org.springframework.boot.diagnostics.FailureAnalyzer=\\\n"
                + LoginSetupFailureAnalyzer.class.getName());
  }

  @Test
  void metadata_eachProperty_isDescribed() throws Exception {
    JsonNode metadata =
        new ObjectMapper().readTree(text("META-INF/spring-configuration-metadata.json"));
    Map<String, String> described = new TreeMap<>();
    metadata
        .path("properties")
        .forEach(
            property ->
                described.put(
                    property.path("name").asText(), property.path("description").asText()));

    assertThat(described)
        .containsOnlyKeys(
            "management.health.qixiangyun-login.enabled",
            "qixiangyun.login.app-key",
            "qixiangyun.login.app-secret",
            "qixiangyun.login.attempt-timeout",
            "qixiangyun.login.base-url",
            "qixiangyun.login.call-timeout",
            "qixiangyun.login.clients",
            "qixiangyun.login.connect-timeout",
            "qixiangyun.login.enabled",
            "qixiangyun.login.action-timeout",
            "qixiangyun.login.mdc",
            "qixiangyun.login.redis.key-prefix",
            "qixiangyun.login.redis.lock-time",
            "qixiangyun.login.retries",
            "qixiangyun.login.token-store")
        .doesNotContainValue("");
  }
}
