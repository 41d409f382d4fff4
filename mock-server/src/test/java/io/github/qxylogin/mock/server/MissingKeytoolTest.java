package io.github.qxylogin.mock.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A Java without keytool, which makes the key of the server. */
@Isolated("moves java.home, where all others find keytool")
class MissingKeytoolTest {
  @Test
  void selfSigned_withoutKeytool_saysSo(@TempDir Path directory) {
    String home = System.setProperty("java.home", directory.toString());
    try {
      assertThatThrownBy(() -> TlsKeyStore.selfSigned(List.of("localhost")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("no certificate for TLS can be created: ")
          .hasMessageContaining(directory.resolve("bin/keytool").toString())
          .message()
          .hasLineCount(1);
    } finally {
      System.setProperty("java.home", home);
    }
  }
}
