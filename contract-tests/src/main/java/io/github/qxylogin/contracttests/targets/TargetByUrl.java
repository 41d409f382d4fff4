package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out what stands behind a URL, and gets an access token from it.
 *
 * @param environment the credentials and the taxpayer, which its text does not show
 * @param deadline how long a call may take, from connecting to the last byte of its response
 * @param trusted the certificates to trust instead of those that Java brings
 * @param questions asks for the codes of SMS, if there is somebody to ask
 * @param earlierCodes whether a code may be entered that was there before its SMS
 */
public record TargetByUrl(
    Contract contract,
    Masking masking,
    Map<String, String> environment,
    String url,
    Duration deadline,
    Optional<KeyStore> trusted,
    Optional<Questions> questions,
    boolean earlierCodes) {
  private static final int LAST_PORT = 65535;
  private static final Pattern FORM = Pattern.compile("(?i)(https?)(://[^/?#@]+(/[^?#]*?)?)/*");

  /** Asks for what must not be shown. */
  @FunctionalInterface
  public interface Questions {
    /**
     * Asks, and waits for an answer no longer than it is worth; the answer is not shown.
     *
     * @return what was typed; empty when nothing was, in time
     */
    String ask(String question, Duration atMost);
  }

  public TargetByUrl {
    url = address(url);
  }

  public TargetByUrl(
      Contract contract, Masking masking, Map<String, String> environment, String url) {
    this(
        contract,
        masking,
        environment,
        url,
        Caller.DEADLINE,
        Optional.empty(),
        Optional.empty(),
        true);
  }

  /**
   * Returns an address without slashes at its end, its scheme in lower case.
   *
   * @throws CouldNotRunException if it is no address of a server
   */
  private static String address(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      String url = form.group(1).toLowerCase(Locale.ROOT) + form.group(2);
      try {
        URI uri = new URI(url);
        if (uri.getHost() != null && uri.getPort() <= LAST_PORT) {
          return url;
        }
      } catch (URISyntaxException noUri) { // It is told below, without what may be a password.
      }
    }
    throw new CouldNotRunException(
        "--target needs a URL such as https://api.example.com,"
            + " without user, password, query and fragment");
  }

  @Override
  public String toString() {
    return url;
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
    Caller caller = new Caller(url, deadline, trusted);
    Taxpayer taxpayer = new Taxpayer(contract, environment, credentials);
    TokenFetching fetching = new TokenFetching(contract, masking, url, caller, taxpayer);
    try {
      fetching.connect();
      return caller.calledAMock()
          ? mock(caller, credentials, taxpayer, fetching)
          : real(caller, credentials, taxpayer, fetching);
    } catch (NoAnswerException unreachable) {
      throw new CouldNotRunException(unreachable.getMessage(), unreachable);
    }
  }

  private Target real(
      Caller caller, Credentials credentials, Taxpayer taxpayer, TokenFetching fetching) {
    masking.hideAnswers();
    Variables.ofPeople(contract).forEach(name -> masking.learn(environment.getOrDefault(name, "")));
    Signer signer = signer(credentials, fetching);
    return new Target(
        url,
        Target.Kind.REAL,
        true,
        taxpayer,
        SmsCodesOfAPerson.of(contract, environment, masking, questions, earlierCodes),
        caller,
        signer);
  }

  private Target mock(
      Caller caller, Credentials credentials, Taxpayer taxpayer, TokenFetching fetching) {
    MockControl control =
        new MockControl(caller, environment.getOrDefault(Variables.CONTROL_TOKEN, ""));
    requireSameContract(control);
    Signer signer = signer(credentials, fetching);
    return new Target(
        url,
        Target.Kind.MOCK,
        control.isSigned(),
        new Persons(taxpayer, contract, caller, signer),
        control.obeys()
            ? control
            : SmsCodesOfAPerson.of(contract, environment, masking, Optional.empty(), true),
        caller,
        signer);
  }

  private void requireSameContract(MockControl control) {
    String here = MockControl.nameOf(contract.published());
    String there = control.contract();
    if (!there.equals(here)) {
      throw new CouldNotRunException(
          ("%s is a mock server of another contract: %s, here %s; take both from the same version,"
                  + " with the same --module")
              .formatted(url, there, here));
    }
  }

  private Signer signer(Credentials credentials, TokenFetching fetching) {
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
}
