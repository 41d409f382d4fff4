package io.github.qxylogin.mock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.cli.MockServerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The mock server as a process of its own, started as from the command line. */
public final class MockProcess implements AutoCloseable {
  private static final String LISTENING = "listening on ";

  /** A process that lives for a second is not worth much compiling. */
  private static final List<String> QUICKLY_STARTED =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Process process;
  private final BufferedReader lines;

  private MockProcess(Process process) {
    this.process = process;
    lines = process.inputReader(UTF_8);
  }

  public static MockProcess start(String... args) {
    return start(Map.of(), Redirect.DISCARD, args);
  }

  public static MockProcess start(
      Map<String, String> environment, Redirect errors, String... args) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(QUICKLY_STARTED);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MockServerMain.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
    builder.environment().putAll(environment);
    try {
      return new MockProcess(builder.start());
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  public Process process() {
    return process;
  }

  /** Returns the next line of its standard output, or null at the end. */
  public String line() {
    try {
      return lines.readLine();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Returns the address in the next line. */
  public String address() {
    return addressIn(line());
  }

  public static String addressIn(String line) {
    return line.substring(LISTENING.length());
  }

  /** Returns the port in the next line. */
  public int port() {
    return URI.create(address()).getPort();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
