package io.github.qxylogin.strangers;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LintTest {
  private static final Path REDOCLY_RULES = Path.of("../../../redocly.yaml");
  private static final Path SPECTRAL_RULES = Path.of("../../../.spectral.yaml");
  private static final Path BUNDLE = Path.of("redocly-bundle.yaml");

  @Test
  void redoclyLint_sources_findsNothing() throws Exception {
    assertRedoclyFindsNothing(Documents.SOURCES);
  }

  @Test
  void redoclyLint_published_findsNothing() throws Exception {
    assertRedoclyFindsNothing(Documents.PUBLISHED);
  }

  @Test
  void redoclyLint_flows_findsNothing() throws Exception {
    assertRedoclyFindsNothing(Documents.ARAZZO);
  }

  @Test
  void spectral_flows_findsNothing() throws Exception {
    assertSpectralFindsNothing(Documents.ARAZZO);
  }

  @Test
  void spectral_bundleOfRedocly_findsNothing() throws Exception {
    try (Tool redocly =
        redocly("bundle", Documents.SOURCES, "--config", REDOCLY_RULES, "--output", BUNDLE)) {
      redocly.output();
    }

    assertSpectralFindsNothing(BUNDLE);
  }

  @Test
  void spectral_published_findsNothing() throws Exception {
    assertSpectralFindsNothing(Documents.PUBLISHED);
  }

  private static void assertRedoclyFindsNothing(Path document) throws Exception {
    try (Tool redocly = redocly("lint", document, "--config", REDOCLY_RULES, "--format", "json")) {
      redocly.assertVerdict("\"errors\": 0,\\s+\"warnings\": 0,\\s+\"ignored\": 0\\b");
    }
  }

  private static Tool redocly(Object... arguments) throws IOException {
    return Tool.node(Tool.REDOCLY, arguments);
  }

  private static void assertSpectralFindsNothing(Path document) throws Exception {
    try (Tool spectral =
        Tool.node(
            "node_modules/@stoplight/spectral-cli/dist/index.js",
            "lint",
            document,
            "--ruleset",
            SPECTRAL_RULES,
            "--fail-severity",
            "hint")) {
      spectral.assertVerdict("No results with a severity of 'hint' or higher found!");
    }
  }
}
