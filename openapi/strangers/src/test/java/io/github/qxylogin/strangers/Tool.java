package io.github.qxylogin.strangers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program in a process of its own. It prints its command, so that you can run it by hand. */
final class Tool implements AutoCloseable {
  static final String REDOCLY = "node_modules/@redocly/cli/bin/cli.js";

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String MOCK_SERVER =
      "../../../../mock-server/target/qixiangyun-login-mock-server.jar";
  private static final String MCP_SERVER =
      "../../../../mock-server/mcp/target/qixiangyun-login-mock-mcp.jar";

  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  private Tool(List<String> command) throws IOException {
    System.out.println("> " + String.join(" ", command));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // They would ask their makers for news, and tell them that they run.
    builder.environment().put("REDOCLY_TELEMETRY", "off");
    builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    process = builder.start();
    process.getOutputStream().close();
    output = process.inputReader(UTF_8);
  }

  /** Starts a script. */
  static Tool node(String script, Object... arguments) throws IOException {
    return node(List.of(), script, arguments);
  }

  /** Starts a script with options of Node. */
  static Tool node(List<String> options, String script, Object... arguments) throws IOException {
    List<String> node = new ArrayList<>(List.of("node"));
    node.addAll(options);
    node.add(script);
    return new Tool(command(node, arguments));
  }

  /** Starts a jar. */
  static Tool java(String jar, Object... arguments) throws IOException {
    return new Tool(command(List.of(JAVA, "-Dfile.encoding=UTF-8", "-jar", jar), arguments));
  }

  /** Starts this project's mock server on a free port. */
  static Tool mockServer() throws IOException {
    return java(MOCK_SERVER, "--port", 0);
  }

  /** Starts a script that starts this project's MCP server, which drives a mock. */
  static Tool nodeWithMcp(String script, String mock) throws IOException {
    return node(script, JAVA, "-jar", MCP_SERVER, "--url", mock);
  }

  private static List<String> command(List<String> program, Object... arguments) {
    return Stream.concat(program.stream(), Stream.of(arguments).map(Object::toString)).toList();
  }

  /** Returns the address at which a server says that it listens. */
  String address() throws IOException {
    Pattern listening = Pattern.compile("listening on (http://127\\.0\\.0\\.1:\\d+)");
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      MatchResult found = listening.matcher(line).results().findFirst().orElse(null);
      if (found != null) {
        return found.group(1);
      }
    }
    throw new IllegalStateException("it ended before it listened: " + String.join("\n", lines));
  }

  /** Waits until it succeeds, and returns its output. */
  String output() throws IOException, InterruptedException {
    String text = text();
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  /** Waits until it ends, and returns its output. */
  String text() {
    output.lines().forEach(lines::add);
    return String.join("\n", lines);
  }

  /** Waits until it ends well, and prints the verdict that it is to come to. */
  void assertVerdict(String pattern) throws IOException, InterruptedException {
    assertThat(output()).containsPattern(pattern);
    Pattern.compile(pattern)
        .matcher(output())
        .results()
        .forEach(verdict -> System.out.println("  " + verdict.group().replaceAll("\\s+", " ")));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    output.close();
  }
}
