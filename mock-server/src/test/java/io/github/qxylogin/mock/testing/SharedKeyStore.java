package io.github.qxylogin.mock.testing;

import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.server.TlsKeyStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/** One key for all TLS tests of the JVM: keytool, which makes it, is a process of a second. */
public final class SharedKeyStore {
  public static final TlsKeyStore MADE =
      TlsKeyStore.selfSigned(List.of("localhost", "127.0.0.1", "::1"));

  public static final Path FILE = stored();

  private SharedKeyStore() {}

  private static Path stored() {
    try {
      Path file = Files.createTempFile("mock-tls", ".p12");
      file.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(file)) {
        MADE.store().store(out, MADE.password().toCharArray());
      }
      return file;
    } catch (IOException | GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Adds a port for TLS, with this key. */
  public static LoginMockBuilder withTls(LoginMockBuilder mock) {
    return mock.httpsPort(0).keyStore(FILE, MADE.password());
  }
}
