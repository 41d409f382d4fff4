package io.github.qxylogin.mock.benchmark;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.LoginMock;

/** The mock server with a contract of so many times the operations and cases. */
final class TenfoldMock {
  private TenfoldMock() {}

  @SuppressWarnings("MustBeClosed") // serves until the process is ended
  public static void main(String[] args) {
    Contract contract = TenfoldContract.of(Contract.load(), Integer.parseInt(args[1]));
    LoginMock.builder().port(Integer.parseInt(args[0])).contract(contract).start();
  }
}
