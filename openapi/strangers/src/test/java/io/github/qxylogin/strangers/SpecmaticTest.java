package io.github.qxylogin.strangers;

import io.github.qxylogin.contract.Contract;
import org.junit.jupiter.api.Test;

class SpecmaticTest {
  private static final int OPERATIONS = Contract.load().operations().size();

  @Test
  void test_mockServer_keepsTheDocument() throws Exception {
    try (Tool mockServer = Tool.mockServer();
        Tool specmatic =
            Tool.java(
                "node_modules/specmatic/specmatic.jar",
                "test",
                Documents.PUBLISHED,
                "--testBaseURL",
                mockServer.address(),
                "--config",
                "specmatic.yaml")) {
      specmatic.assertVerdict("Tests run: (\\d+), Successes: \\1, Failures: 0, WIP: 0, Errors: 0");
      specmatic.assertVerdict("100% API Coverage reported from " + OPERATIONS + " operations");
    }
  }
}
