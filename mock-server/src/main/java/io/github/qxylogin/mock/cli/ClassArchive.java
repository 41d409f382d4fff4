package io.github.qxylogin.mock.cli;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/**
 * Starts the server, asks it once, and ends. The build runs this to learn which classes a start
 * loads, and leaves them in an archive that {@code bin/mock-server} starts from.
 */
final class ClassArchive {
  private static final String LISTENING = "listening on ";

  private ClassArchive() {}

  /** Runs once; exits 0 when the server answered. */
  public static void main(String[] args) throws IOException {
    PipedReader lines = new PipedReader();
    PrintWriter out = new PrintWriter(new PipedWriter(lines), true);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Thread server = new Thread(() -> new MockServerMain().run(out, err, "--port", "0"), "server");
    server.setDaemon(true);
    server.start();

    String first = new Scanner(lines).nextLine();
    System.exit(ask(first.substring(LISTENING.length())) == 200 ? 0 : 1);
  }

  private static int ask(String url) throws IOException {
    Operation operation = Contract.load().operations().get(0);
    HttpURLConnection call =
        (HttpURLConnection) URI.create(url + operation.path()).toURL().openConnection();
    call.setRequestMethod(operation.method());
    call.setRequestProperty("Content-Type", "application/json");
    call.setDoOutput(true);
    try (OutputStream body = call.getOutputStream()) {
      body.write("{}".getBytes(StandardCharsets.UTF_8));
    }
    return call.getResponseCode();
  }
}
