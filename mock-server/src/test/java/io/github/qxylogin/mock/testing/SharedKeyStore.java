package io.github.qxylogin.mock.testing;

import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.server.TlsKeyStore;
import java.util.List;

/** One key for all TLS tests of the JVM: keytool, which makes it, is a process of a second. */
public final class SharedKeyStore {
  public static final TlsKeyStore MADE =
      TlsKeyStore.selfSigned(List.of("localhost", "127.0.0.1", "::1"));

  static {
    // The JVM deletes in reverse order: the file, then its folder.
    MADE.file().getParent().toFile().deleteOnExit();
    MADE.file().toFile().deleteOnExit();
  }

  private SharedKeyStore() {}

  /** Adds a port for TLS, with this key. */
  public static LoginMockBuilder withTls(LoginMockBuilder mock) {
    return mock.httpsPort(0).keyStore(MADE.file(), MADE.password());
  }
}
