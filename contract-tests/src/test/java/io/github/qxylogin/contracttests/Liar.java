package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.Trial.Verdict;
import io.github.qxylogin.mock.LoginMock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** An authenticating mock server, in front of which one lie at a time can be told. */
final class Liar implements AutoCloseable {
  private static final Map<String, String> CREDENTIALS =
      Map.of("QXY_APP_KEY", "lies", "QXY_APP_SECRET", "of-no-application-at-all");

  private static final Map<String, String> TAXPAYER =
      Map.of(
          "QXY_NSRSBH", "91110000TESTTEST09",
          "QXY_AREA_CODE", "5100",
          "QXY_GRYHM", "13800000009",
          "QXY_GRYHMM", "of-a-person",
          "QXY_SFLX", "BSY",
          "QXY_SJHM", "13800000009",
          "QXY_ZJHM", "110101199001010000",
          "QXY_MM", "of-a-person",
          "QXY_AGG_ORG_ID", "9",
          "QXY_ACCOUNT_ID", "00000000000000000000000000000009");

  private static final String SMS_CODE = "002100";

  private final Contract contract;
  private final LoginMock server;
  private final boolean real;

  private Liar(Contract contract, LoginMock server, boolean real) {
    this.contract = contract;
    this.server = server;
    this.real = real;
  }

  /** Starts a server that is held to every word. */
  static Liar start(Contract contract) {
    return start(contract, false);
  }

  /** Starts one that hides what it is: to the suite, the platform, where everything is allowed. */
  static Liar startAsReal(Contract contract) {
    return start(contract, true);
  }

  private static Liar start(Contract contract, boolean real) {
    Credentials credentials = Credentials.of(CREDENTIALS);
    return new Liar(
        contract,
        LoginMock.builder()
            .credentials(credentials.appKey(), credentials.appSecret())
            .journal(0)
            .smsCode(SMS_CODE)
            .start(),
        real);
  }

  /** Runs the checks that call a mutant's operation, the only ones that can see its lie. */
  Trial tried(Mutant mutant) {
    long start = System.nanoTime();
    Verdict verdict = Verdict.GREEN;
    String check = "";
    String words = "";
    try {
      Optional<Outcome> failed =
          run(mutant.lie().get(), c -> c.calls().anyMatch(mutant::answers), true).stream()
              .filter(Outcome::failed)
              .findFirst();
      if (failed.isPresent()) {
        verdict = Verdict.RED;
        check = failed.get().check().id();
        words = failed.get().messages().get(0);
      }
    } catch (CouldNotRunException reason) {
      verdict = Verdict.STOPPED;
      words = reason.getMessage();
    } catch (RuntimeException defect) {
      verdict = Verdict.CRASHED;
      words = defect.toString();
    }
    return new Trial(mutant, verdict, check, words, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Runs every check through the proxy without a lie. */
  List<Outcome> honest() {
    return run(Lie.NONE, check -> true, false);
  }

  /** Runs every check through the proxy with a lie about all calls. */
  List<Outcome> told(Lie lie) {
    return run(lie, check -> true, false);
  }

  private List<Outcome> run(Lie lie, Predicate<Check> which, boolean untilFailure) {
    try (LoginMock mock = server.openSandbox();
        LyingProxy proxy = LyingProxy.start(contract, honest(mock), !real)) {
      Suite suite = real ? suiteOfReal(proxy.url()) : suite(proxy.url());
      proxy.tell(lie);
      for (Check check : suite.checks()) {
        if (which.test(check) && suite.run(check).failed() && untilFailure) {
          break;
        }
      }
      return suite.ledger().outcomes();
    }
  }

  private Suite suite(String url) {
    Masking masking = new Masking(contract);
    Target target = new TargetByUrl(contract, masking, CREDENTIALS, url).open().owned();
    return new Suite(contract, target, Permissions.READ_ONLY, masking);
  }

  private Suite suiteOfReal(String url) {
    Map<String, String> environment = new HashMap<>(TAXPAYER);
    environment.putAll(CREDENTIALS);
    Masking masking = new Masking(contract);
    Target target =
        new TargetByUrl(
                contract,
                masking,
                environment,
                url,
                Optional.empty(),
                Optional.of((question, atMost) -> SMS_CODE))
            .open();
    return new Suite(
        contract, target, new Permissions(true, true), masking, KnownFailures.NONE, pause -> {});
  }

  private HonestServer honest(LoginMock mock) {
    Target direct =
        new TargetByUrl(contract, new Masking(contract), CREDENTIALS, mock.url()).open();
    return new HonestServer(
        mock, direct.authentication(), Credentials.of(CREDENTIALS), contract.securityHeaders());
  }

  @Override
  public void close() {
    server.close();
  }
}
