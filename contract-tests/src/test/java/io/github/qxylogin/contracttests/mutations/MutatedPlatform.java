package io.github.qxylogin.contracttests.mutations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.mutations.Trial.Verdict;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.targets.Credentials;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.targets.TargetByUrl;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.Response;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.flow.SentSms;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An authenticating mock server behind a proxy that applies one mutation at a time. */
final class MutatedPlatform implements AutoCloseable {
  private static final Map<String, String> CREDENTIALS =
      Map.of("QXY_APP_KEY", "mutations", "QXY_APP_SECRET", "of-no-application-at-all");

  private static final Map<String, String> TAXPAYER =
      Map.ofEntries(
          Map.entry("QXY_NSRSBH", "91110000TESTTEST09"),
          Map.entry("QXY_TARGET_NSRSBH", "91110000TESTTEST08"),
          Map.entry("QXY_AREA_CODE", "5100"),
          Map.entry("QXY_GRYHM", "13800000009"),
          Map.entry("QXY_GRYHMM", "of-a-person"),
          Map.entry("QXY_SFLX", "BSY"),
          Map.entry("QXY_SJHM", "13800000009"),
          Map.entry("QXY_ZJHM", "110101199001010000"),
          Map.entry("QXY_MM", "of-a-person"),
          Map.entry("QXY_TYPE", "1"),
          Map.entry("QXY_COOKIE", "SESSION=of-a-person"));

  private static final String SMS_CODE = "002100";

  private final Contract contract;
  private final LoginMock server;
  private final boolean varied;

  private MutatedPlatform(Contract contract, LoginMock server, boolean varied) {
    this.contract = contract;
    this.server = server;
    this.varied = varied;
  }

  /**
   * Starts one that hides what it is: to the suite, the platform, where everything is allowed. It
   * responses in all the forms that a platform may.
   */
  static MutatedPlatform start(Contract contract) {
    return start(contract, true);
  }

  /** Starts the same in the documented forms alone. */
  static MutatedPlatform startAsDocumented(Contract contract) {
    return start(contract, false);
  }

  private static MutatedPlatform start(Contract contract, boolean varied) {
    Credentials credentials = Credentials.of(CREDENTIALS);
    return new MutatedPlatform(
        contract,
        LoginMock.builder()
            .credentials(credentials.appKey(), credentials.appSecret())
            .journal(0)
            .smsCode(SMS_CODE)
            .start(),
        varied);
  }

  /**
   * Runs the checks that call a mutant's operation, the only ones that can detect it, until one
   * fails. A real target gets in between, as in a user's run, all that may cost or change
   * something: limits and the failed logins that a run may have are for all checks together.
   */
  Trial tried(Mutant mutant) {
    long start = System.nanoTime();
    Verdict verdict = Verdict.GREEN;
    String check = "";
    String words = "";
    try {
      List<Outcome> outcomes = run(mutant.mutation().get(), c -> isFelt(c, mutant), true);
      Optional<Outcome> noticed =
          outcomes.stream()
              .filter(Outcome::failed)
              .findFirst()
              .or(() -> outcomes.stream().filter(MutatedPlatform::isUnavailable).findFirst());
      if (noticed.isPresent()) {
        verdict = noticed.get().failed() ? Verdict.RED : Verdict.UNAVAILABLE;
        check = noticed.get().check().id();
        words = noticed.get().messages().get(0);
      }
    } catch (CouldNotRunException reason) {
      verdict = reason.isUnavailable() ? Verdict.UNAVAILABLE : Verdict.STOPPED;
      words = reason.getMessage();
    } catch (RuntimeException defect) {
      verdict = Verdict.CRASHED;
      words = defect.toString();
    }
    return new Trial(mutant, verdict, check, words, Duration.ofNanos(System.nanoTime() - start));
  }

  private static boolean isUnavailable(Outcome outcome) {
    return outcome.verdict() == Outcome.Verdict.UNAVAILABLE;
  }

  private boolean isFelt(Check check, Mutant mutant) {
    return check.steps().stream().anyMatch(s -> s.call().operation().equals(mutant.operation()))
        || check.effect() != Effect.NONE;
  }

  /** Runs every check through the proxy without a mutation. */
  List<Outcome> honest() {
    return run(Mutation.NONE, check -> true, false);
  }

  /** Runs every check through the proxy with a mutation of all calls. */
  List<Outcome> outcomes(Mutation mutation) {
    return run(mutation, check -> true, false);
  }

  private List<Outcome> run(Mutation mutation, Predicate<Check> which, boolean untilFailure) {
    try (LoginMock mock = server.openSandbox();
        MutatingProxy proxy = MutatingProxy.start(contract, honest(mock), false)) {
      Suite suite = suite(proxy.url(), mock);
      proxy.mutate(mutation);
      for (Check check : suite.checks()) {
        if (which.test(check) && suite.run(check).failed() && untilFailure) {
          break;
        }
      }
      return suite.outcomes();
    }
  }

  private Suite suite(String url, LoginMock mock) {
    Map<String, String> environment = new HashMap<>(TAXPAYER);
    environment.putAll(CREDENTIALS);
    Target direct = direct(mock);
    String enterprise = enterprise(direct, environment.get("QXY_NSRSBH"));
    environment.put("QXY_AGG_ORG_ID", enterprise);
    if (varied) {
      host(direct, enterprise, "13800000008");
    }
    environment.put("QXY_ACCOUNT_ID", host(direct, enterprise, environment.get("QXY_GRYHM")));
    Masking masking = new Masking(contract);
    Target target =
        new TargetByUrl(
                contract,
                masking,
                environment,
                new Caller(url),
                Optional.of((question, atMost) -> newest(mock)),
                true)
            .open();
    return Suites.of(contract, target, new Permissions(true, true), masking);
  }

  /** Creates the enterprise of a taxpayer, and returns its id. */
  private String enterprise(Target direct, String taxNumber) {
    String member = account(creating()).orElseThrow().enterprise();
    Operation ordering =
        contract.operations(Flow.Role.KEEPS_ENTITY).stream()
            .filter(o -> entity(o).does() == EntityFlow.Does.CREATES)
            .filter(o -> member.equals(entity(o).id()))
            .findFirst()
            .orElseThrow();
    ObjectNode body = ValidRequest.of(ordering);
    Stream.of(entity(ordering).unique(), entity(ordering).distinct())
        .flatMap(List::stream)
        .forEach(field -> body.put(field, taxNumber));
    return sent(direct, ordering, body).findPath(member).asText();
  }

  private static EntityFlow entity(Operation operation) {
    return operation.inFlow(Flow::entity).orElseThrow();
  }

  private Operation creating() {
    return contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
        .filter(o -> account(o).filter(a -> a.does() == AccountFlow.Does.CREATES).isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** Creates an account of an enterprise with a login by SMS or QR code. */
  private String host(Target direct, String enterprise, String person) {
    Operation creating = creating();
    ObjectNode body = ValidRequest.of(creating);
    AccountFlow account = account(creating).orElseThrow();
    body.put(account.enterprise(), Long.parseLong(enterprise));
    creating.flow().person().forEach(field -> body.put(field, person));
    contract.operations(Flow.Role.ISSUES_TASK).stream()
        .flatMap(o -> account(o).map(AccountFlow::modes).stream())
        .reduce((one, other) -> other)
        .ifPresent(among -> body.put(among.field(), Integer.valueOf(last(among.values()))));
    return account.accountIn(sent(direct, creating, body)).path(account.id()).asText();
  }

  private static JsonNode sent(Target direct, Operation operation, ObjectNode body) {
    Step.Call call =
        Step.Call.of(
            operation,
            new Body.Text(body.toString()),
            new Expectation.Documented(operation.firstSuccess()));
    Response response = direct.send(call, body.toString().getBytes(UTF_8));
    if (new Envelope(response.body())
        .code()
        .filter(operation.firstSuccess().code()::equals)
        .isEmpty()) {
      throw new IllegalStateException(operation + ": " + response.body());
    }
    return response.body();
  }

  private static String last(List<String> values) {
    return values.get(values.size() - 1);
  }

  private Target direct(LoginMock mock) {
    return new TargetByUrl(
            contract,
            new Masking(contract),
            CREDENTIALS,
            new Caller(mock.url()),
            Optional.empty(),
            true)
        .open();
  }

  private static Optional<AccountFlow> account(Operation operation) {
    return operation.inFlow(Flow::account);
  }

  /** Reads the telephone, as a person at the terminal does. */
  private static String newest(LoginMock mock) {
    List<SentSms> sent = mock.sms();
    return sent.isEmpty() ? "" : sent.get(0).smsCode();
  }

  private HonestServer honest(LoginMock mock) {
    Target direct = direct(mock);
    HonestServer honest =
        new HonestServer(
            mock, direct.authentication(), Credentials.of(CREDENTIALS), contract.securityHeaders());
    return varied ? honest.inForm(new Variety(contract)::of) : honest;
  }

  @Override
  public void close() {
    server.close();
  }
}
