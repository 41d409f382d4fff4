package io.github.qxylogin.strangers;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.document.Resources;
import java.nio.file.Path;

/** What the tools are given, as paths from the folder that they run in, {@code target/node}. */
final class Documents {
  /** The root of the files that people write. */
  static final Path SOURCES = Path.of("../../../qixiangyun-login.yaml");

  /** The document that the build published. */
  static final Path PUBLISHED = Path.of("../../../target/classes" + Resources.YAML);

  /** The flows that the build made, beside the document. */
  static final Path ARAZZO = Path.of("../../../target/classes" + Resources.ARAZZO_YAML);

  /** The documented request and response that programs are tried with. */
  static final Operation SEED = Contract.load().operation("uploadSmsCode");

  static final Case LOGGED_IN = SEED.documentedCase("logged-in");

  private Documents() {}
}
