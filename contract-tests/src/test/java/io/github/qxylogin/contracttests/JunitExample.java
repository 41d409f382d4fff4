package io.github.qxylogin.contracttests;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The example of GUIDE.md. */
class JunitExample {
  @TestFactory
  Stream<DynamicNode> contract() {
    return ContractTests.of(System.getProperty("contract.target"), System.getenv())
        .only("sendSmsCode", "uploadSmsCode", "checkSession")
        .report(Path.of("target/contract-tests"))
        .tests();
  }
}
