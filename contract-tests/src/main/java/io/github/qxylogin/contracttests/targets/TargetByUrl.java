package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Finds out what stands behind a URL, and gets an access token from it. */
public final class TargetByUrl {
  private final Contract contract;
  private final Masking masking;
  private final Map<String, String> environment;
  private final String url;
  private final Optional<KeyStore> trusted;
  private final Optional<Questions> questions;

  public TargetByUrl(
      Contract contract, Masking masking, Map<String, String> environment, String url) {
    this(contract, masking, environment, url, Optional.empty(), Optional.empty());
  }

  /**
   * Looks at a URL.
   *
   * @param trusted the certificates to trust instead of those that Java brings
   * @param questions asks for the codes of SMS, if there is somebody to ask
   */
  public TargetByUrl(
      Contract contract,
      Masking masking,
      Map<String, String> environment,
      String url,
      Optional<KeyStore> trusted,
      Optional<Questions> questions) {
    this.contract = contract;
    this.masking = masking;
    this.environment = environment;
    this.url = TargetUrl.of(url);
    this.trusted = trusted;
    this.questions = questions;
  }

  /**
   * Returns the target, ready to be called.
   *
   * @throws CouldNotRunException if it cannot be reached, is not the API or gives no token
   */
  public Target open() {
    Credentials credentials = Credentials.of(environment);
    masking.learn(credentials.hashedSecret());
    Variables.secrets(contract).forEach(name -> masking.learn(environment.getOrDefault(name, "")));
    Caller caller = new Caller(url, trusted);
    try {
      String token = environment.getOrDefault(Variables.CONTROL_TOKEN, "");
      MockControl control = new MockControl(caller, token);
      return control.exists() ? mock(caller, credentials, control) : real(caller, credentials);
    } catch (NoAnswerException unreachable) {
      boolean tls = url.startsWith("http://") && TlsProbe.speaksTls(url);
      throw new CouldNotRunException(
          tls ? url + " speaks TLS there: its URL begins with https://" : unreachable.getMessage(),
          unreachable);
    }
  }

  private Target real(Caller caller, Credentials credentials) {
    masking.hideAnswers();
    Variables.ofPeople(contract).forEach(name -> masking.learn(environment.getOrDefault(name, "")));
    Taxpayer taxpayer = new Taxpayer(contract, environment, credentials);
    Signer signer = signer(caller, credentials);
    return new Target(
        url,
        Target.Kind.REAL,
        true,
        taxpayer,
        SmsCodesOfAPerson.of(contract, environment, masking, questions),
        caller,
        signer);
  }

  private Target mock(Caller caller, Credentials credentials, MockControl control) {
    requireSameContract(control);
    Signer signer = signer(caller, credentials);
    return new Target(
        url,
        Target.Kind.MOCK,
        refusesUnsigned(caller),
        new Persons(new Taxpayer(contract, environment, credentials), contract, caller, signer),
        control.obeys()
            ? control
            : SmsCodesOfAPerson.of(contract, environment, masking, Optional.empty()),
        caller,
        signer);
  }

  private void requireSameContract(MockControl control) {
    String here = MockControl.nameOf(contract.published());
    String there = control.contract();
    if (!there.equals(here)) {
      throw new CouldNotRunException(
          url
              + " is a mock server of another contract: "
              + there
              + ", here "
              + here
              + "; take both from the same version, with the same --module");
    }
  }

  private Signer signer(Caller caller, Credentials credentials) {
    Taxpayer taxpayer = new Taxpayer(contract, environment, credentials);
    TokenFetching fetching = new TokenFetching(contract, masking, url, caller, taxpayer);
    Signer signer =
        new Signer(
            credentials,
            contract.securityHeaders(),
            InstantSource.system(),
            () -> {
              String token = fetching.get();
              masking.learn(Signer.unknown(token));
              return token;
            });
    masking.learnStart(signer.prefix());
    signer.renew();
    return signer;
  }

  /** A mock server authenticates or not, as it was told when it was started. */
  private boolean refusesUnsigned(Caller caller) {
    String refusal = contract.codes().answerTo(Condition.TOKEN_MISSING).code().code();
    return contract.operations().stream()
        .filter(Operation::signed)
        .min(Comparator.comparing(Operation::effect))
        .map(o -> caller.send(o.method(), o.path(), Map.of(), "{}".getBytes(UTF_8)))
        .flatMap(answer -> new Envelope(answer.body()).code())
        .filter(refusal::equals)
        .isPresent();
  }
}
