package io.github.qxylogin.mock.cli;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Starts the server, calls it once, and ends. The build runs this to record the classes that a
 * start loads, in an archive that {@code bin/mock-server} starts from.
 */
final class ClassArchive {
  private ClassArchive() {}

  /** Runs once; exits 0 when the call succeeds. */
  public static void main(String[] args) {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    MockServerMain server = new MockServerMain(System.getenv(), ClassArchive::call);
    System.exit(server.run(err, err, "--port", "0"));
  }

  private static void call(LoginMock mock) {
    Operation operation = Contract.load().operations().get(0);
    try {
      HttpURLConnection call =
          (HttpURLConnection) URI.create(mock.url() + operation.path()).toURL().openConnection();
      call.setRequestMethod(operation.method());
      call.setRequestProperty("Content-Type", "application/json");
      call.setDoOutput(true);
      call.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
      call.getInputStream().close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
