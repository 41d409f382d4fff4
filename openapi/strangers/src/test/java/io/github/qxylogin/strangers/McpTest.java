package io.github.qxylogin.strangers;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class McpTest {
  private static Tool mock;
  private static String address;

  @BeforeAll
  static void start() throws IOException {
    mock = Tool.mockServer();
    address = mock.address();
  }

  @AfterAll
  static void stop() throws IOException {
    mock.close();
  }

  /** The other scenarios ask for tools, prompts and resources of a server that is made for them. */
  @ParameterizedTest
  @ValueSource(strings = {"server-initialize", "ping", "tools-list", "logging-set-level"})
  void conformance_scenariosOfAnyServer_pass(String scenario) throws Exception {
    try (Tool bridge = Tool.nodeWithMcp("mcp-bridge.mjs", address);
        Tool suite =
            Tool.node(
                "node_modules/@modelcontextprotocol/conformance/dist/index.js",
                "server",
                "--url",
                bridge.address() + "/mcp",
                "--scenario",
                scenario)) {
      suite.assertVerdict("Passed: 1/1, 0 failed, 0 warnings");
    }
  }

  @Test
  void client_overStdio_callsTheTools() throws Exception {
    try (Tool client = Tool.nodeWithMcp("mcp-client.mjs", address)) {
      client.assertVerdict("\\d\\d tools, [1-9]\\d* scenes, \\d+ calls, rejected: true");
    }
  }
}
