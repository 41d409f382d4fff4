package io.github.qxylogin.mock.cli;

import io.github.qxylogin.mock.LoginMockBuilder;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What answers the paths that are not the contract's. */
@Command(optionListHeading = "%nWhat else it answers, by WireMock:%n")
final class StubOptions {

  @Option(
      names = "--mappings",
      paramLabel = "DIR",
      description = {
        "Stubs for paths outside the contract: a root directory as WireMock has",
        "it, with DIR/mappings/*.json and DIR/__files."
      })
  Path mappings;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description = {
        "Sends what nobody stubs on to this server; never the contract's",
        "operations."
      })
  String proxy;

  @Option(
      names = "--admin",
      description = {
        "Turns on WireMock's /__admin, for stubs and recording, behind the same",
        "checks as /__mock."
      })
  boolean admin;

  void applyTo(LoginMockBuilder mock) {
    mock.admin(admin);
    if (!admin) {
      // Nobody could ask for it.
      mock.disableRequestJournal();
    }
    if (mappings != null) {
      mock.mappings(mappings);
    }
    if (proxy != null) {
      mock.proxy(proxy);
    }
  }
}
