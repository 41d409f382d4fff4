package io.github.qxylogin.mock.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The other end of the pipes: starts the MCP server as a process and speaks JSON-RPC to it. */
final class Assistant implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Process process;
  private final Writer requests;
  private final BufferedReader responses;
  private final JsonNode initialized;
  private int id;

  private Assistant(ProcessBuilder builder) throws IOException {
    builder.environment().remove("QXY_CONTROL_TOKEN");
    builder.environment().put("LC_ALL", "C");
    process = builder.redirectError(Redirect.INHERIT).start();
    requests = process.outputWriter(UTF_8);
    responses = process.inputReader(UTF_8);
    initialized =
        request(
            "initialize",
            """
            {"protocolVersion": "2025-06-18", "capabilities": {},
             "clientInfo": {"name": "test", "version": "1"}}
            """);
    send(MAPPER.createObjectNode().put("method", "notifications/initialized"));
  }

  static Assistant start(String... options) throws IOException {
    return new Assistant(new ProcessBuilder(command(options)));
  }

  /** Starts the script of the archive. */
  static Assistant script(Path script) throws IOException {
    return new Assistant(new ProcessBuilder(script.toString(), "mcp"));
  }

  static List<String> command(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                McpMain.class.getName()));
    command.addAll(List.of(options));
    return command;
  }

  JsonNode initialized() {
    return initialized.path("result");
  }

  JsonNode tools() throws IOException {
    return request("tools/list", "{}").at("/result/tools");
  }

  /** Returns the result of a tool, which may be an error. */
  JsonNode call(String tool, String arguments) throws IOException {
    return request(
        "tools/call", "{\"name\": \"%s\", \"arguments\": %s}".formatted(tool, arguments));
  }

  /** Returns the text of a tool that works. */
  String text(String tool, String arguments) throws IOException {
    return text(call(tool, arguments), false);
  }

  /** Returns the text of a tool that fails. */
  String error(String tool, String arguments) throws IOException {
    return text(call(tool, arguments), true);
  }

  private static String text(JsonNode response, boolean isError) {
    JsonNode result = response.path("result");
    if (result.path("isError").asBoolean() != isError || result.path("content").size() != 1) {
      throw new AssertionError(response.toPrettyString());
    }
    return result.at("/content/0/text").asText();
  }

  JsonNode request(String method, String parameters) throws IOException {
    ObjectNode request = MAPPER.createObjectNode().put("id", ++id).put("method", method);
    send(request.set("params", MAPPER.readTree(parameters)));
    String line = responses.readLine();
    JsonNode response = MAPPER.readTree(line == null ? "{}" : line);
    if (response.path("id").asInt() != id) {
      throw new AssertionError("no response to " + request + " but " + line);
    }
    return response;
  }

  private void send(ObjectNode message) throws IOException {
    requests.write(message.put("jsonrpc", "2.0") + "\n");
    requests.flush();
  }

  /** Ends its input, and returns the exit code. */
  int end() throws IOException, InterruptedException {
    requests.close();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("it goes on without input");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
