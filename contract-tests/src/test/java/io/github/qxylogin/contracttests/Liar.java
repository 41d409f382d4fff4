package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.Trial.Verdict;
import io.github.qxylogin.mock.LoginMock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** An authenticating mock server, in front of which one lie at a time can be told. */
final class Liar implements AutoCloseable {
  private static final Map<String, String> CREDENTIALS =
      Map.of("QXY_APP_KEY", "lies", "QXY_APP_SECRET", "of-no-application-at-all");

  private final Contract contract;
  private final LoginMock server;

  private Liar(Contract contract, LoginMock server) {
    this.contract = contract;
    this.server = server;
  }

  static Liar start(Contract contract) {
    Credentials credentials = Credentials.of(CREDENTIALS);
    return new Liar(
        contract,
        LoginMock.builder()
            .credentials(credentials.appKey(), credentials.appSecret())
            .journal(0)
            .start());
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

  private List<Outcome> run(Lie lie, Predicate<Check> which, boolean untilFailure) {
    try (LoginMock mock = server.openSandbox();
        LyingProxy proxy = LyingProxy.start(contract, honest(mock))) {
      Masking masking = new Masking(contract);
      Target target = new TargetByUrl(contract, masking, CREDENTIALS, proxy.url()).open().owned();
      Suite suite = new Suite(contract, target, Permissions.READ_ONLY, masking);
      proxy.tell(lie);
      for (Check check : suite.checks()) {
        if (which.test(check) && suite.run(check).failed() && untilFailure) {
          break;
        }
      }
      return suite.ledger().outcomes();
    }
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
