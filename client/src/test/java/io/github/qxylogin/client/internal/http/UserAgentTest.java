package io.github.qxylogin.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.JarWithout;
import org.junit.jupiter.api.Test;

class UserAgentTest {
  @Test
  void own_jarWithoutItsVersion_reportsThatItIsUnknown() throws Exception {
    try (JarWithout jar = new JarWithout("version.txt")) {
      Object own = jar.loadClass(UserAgent.class.getName()).getField("OWN").get(null);

      assertThat(own.toString()).startsWith("qixiangyun-login/unknown okhttp/");
    }
  }
}
