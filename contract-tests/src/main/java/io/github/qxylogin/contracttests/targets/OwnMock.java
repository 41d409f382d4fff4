package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.mock.LoginMock;
import java.util.Map;
import java.util.Optional;

/** A mock server that a run starts for itself; it authenticates, as the platform does. */
public record OwnMock(LoginMock mock, Target target) implements AutoCloseable {
  private static final String APP_KEY = "contract-tests";
  private static final String APP_SECRET = "of-no-application-at-all";

  public static OwnMock start(Contract contract, Masking masking) {
    LoginMock mock =
        LoginMock.builder().contract(contract).credentials(APP_KEY, APP_SECRET).start();
    Map<String, String> credentials =
        Map.of(Variables.APP_KEY, APP_KEY, Variables.APP_SECRET, APP_SECRET);
    Caller caller = new Caller(mock.url());
    TargetByUrl target =
        new TargetByUrl(contract, masking, credentials, caller, Optional.empty(), false);
    return new OwnMock(mock, target.open().owned());
  }

  @Override
  public void close() {
    mock.close();
  }
}
