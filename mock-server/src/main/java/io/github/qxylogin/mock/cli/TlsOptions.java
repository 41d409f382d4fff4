package io.github.qxylogin.mock.cli;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Whether and with which certificate the server answers over TLS. */
@Command(optionListHeading = "%nTLS:%n")
final class TlsOptions {

  static final String PASSWORD_VARIABLE = "QXY_KEYSTORE_PASSWORD";

  @Option(
      names = "--https-port",
      paramLabel = "PORT",
      description = {
        "A second port, for TLS; 0 picks a free one. The second line on standard",
        "output says where. Without --keystore it makes itself a certificate at",
        "each start."
      })
  Integer port;

  @Option(
      names = "--keystore",
      paramLabel = "FILE",
      description = "A PKCS #12 or JKS file with a key and its certificate (keytool, openssl).")
  Path keyStore;

  @Option(
      names = "--keystore-password",
      paramLabel = "PASSWORD",
      showDefaultValue = Visibility.NEVER,
      converter = SecretOption.class,
      description = "What opens it; also read from " + PASSWORD_VARIABLE + ".")
  String password;

  @Option(
      names = "--certificate-out",
      paramLabel = "FILE",
      description = "Where to write the certificate, for clients that are to trust it.")
  Path certificateOut;

  void applyTo(LoginMockBuilder mock) {
    if (port == null) {
      refuseIf(
          keyStore != null || certificateOut != null,
          "a certificate is for TLS: give --https-port too");
      return;
    }
    MockServerMain.checkPort("--https-port", port);
    mock.httpsPort(port);
    if (keyStore != null) {
      refuseIf(
          password == null,
          "--keystore needs --keystore-password, or the variable " + PASSWORD_VARIABLE);
      mock.keyStore(keyStore, password);
    }
  }

  /** Leaves the certificate where it was asked for. */
  void write(LoginMock running) throws IOException {
    if (certificateOut != null) {
      Files.writeString(certificateOut, pem(running.certificate()));
    }
  }

  /** Returns a certificate as a client reads it that is to trust it. */
  private static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void refuseIf(boolean wrong, String problem) {
    if (wrong) {
      throw new IllegalArgumentException(problem);
    }
  }
}
