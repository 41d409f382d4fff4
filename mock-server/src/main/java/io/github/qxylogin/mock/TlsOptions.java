package io.github.qxylogin.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        "output says where. Without the files below it makes itself a",
        "certificate at each start, whose fingerprint is on standard error."
      })
  Integer port;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "The certificate, then those that vouch for it, in PEM.")
  Path certificate;

  @Option(
      names = "--private-key",
      paramLabel = "FILE",
      description = "Its private key in PEM: PKCS #8, not encrypted.")
  Path privateKey;

  @Option(
      names = "--keystore",
      paramLabel = "FILE",
      description = "Instead of both, a PKCS #12 or JKS file (keytool).")
  Path keyStore;

  @Option(
      names = "--keystore-password",
      paramLabel = "PASSWORD",
      defaultValue = "${env:" + PASSWORD_VARIABLE + "}",
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
          certificate != null || privateKey != null || keyStore != null || certificateOut != null,
          "a certificate is for TLS: give --https-port too");
      return;
    }
    MockServerMain.checkPort("--https-port", port);
    refuseIf(
        (certificate == null) != (privateKey == null),
        "--certificate and --private-key go together: give both, or neither");
    refuseIf(
        certificate != null && keyStore != null,
        "--keystore holds certificate and key: give it, or the two, and not both");
    mock.httpsPort(port);
    if (certificate != null) {
      mock.certificate(certificate, privateKey);
    }
    if (keyStore != null) {
      refuseIf(
          password == null,
          "--keystore needs --keystore-password, or the variable " + PASSWORD_VARIABLE);
      mock.keyStore(keyStore, password);
    }
  }

  /** Leaves the certificate where it was asked for. */
  void write(TlsIdentity identity) throws IOException {
    if (certificateOut != null) {
      Files.writeString(certificateOut, identity.pem());
    }
  }

  private static void refuseIf(boolean wrong, String problem) {
    if (wrong) {
      throw new IllegalArgumentException(problem);
    }
  }
}
