package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.mock.LoginMock;
import java.util.Map;

/** A mock server that a run starts for itself; it authenticates, as the platform does. */
public final class OwnMock implements AutoCloseable {
  private static final Map<String, String> CREDENTIALS =
      Map.of(
          Variables.APP_KEY, "contract-tests",
          Variables.APP_SECRET, "of-no-application-at-all");

  private final LoginMock mock;
  private final Target target;

  private OwnMock(LoginMock mock, Target target) {
    this.mock = mock;
    this.target = target;
  }

  public static OwnMock start(Contract contract, Masking masking) {
    LoginMock mock =
        LoginMock.builder()
            .contract(contract)
            .credentials(CREDENTIALS.get(Variables.APP_KEY), CREDENTIALS.get(Variables.APP_SECRET))
            .start();
    return new OwnMock(
        mock, new TargetByUrl(contract, masking, CREDENTIALS, mock.url()).open().owned());
  }

  public Target target() {
    return target;
  }

  @Override
  public void close() {
    mock.close();
  }
}
