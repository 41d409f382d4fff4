package io.github.qxylogin.mock.mcp;

/** The mock refused a call, or there was no response. Its message is for the assistant. */
final class MockException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MockException(String message) {
    super(message);
  }
}
