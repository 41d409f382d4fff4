package io.github.qxylogin.mock.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Has the mock that is asked: one for all questions of a class, with its state as tested. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AskedMock {
  HonestServer mock;

  @BeforeAll
  void start() {
    mock = new HonestServer(Conversation.CONTRACT);
  }

  @AfterAll
  void stop() {
    mock.close();
  }
}
