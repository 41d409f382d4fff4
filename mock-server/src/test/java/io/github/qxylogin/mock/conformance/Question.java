package io.github.qxylogin.mock.conformance;

import java.util.function.Consumer;

/** Something that a mock has to do by the contract, asked in a few calls. */
record Question(String name, Consumer<Server> calls) {

  /**
   * Asks a server.
   *
   * @throws AssertionError naming the call whose response violates the contract
   */
  void ask(Server server) {
    calls.accept(server);
  }

  @Override
  public String toString() {
    return name;
  }
}
