package io.github.qxylogin.mock.control;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.exchange.UnknownNameException;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.stubbing.Faults;
import io.github.qxylogin.mock.stubbing.Outcomes;
import io.github.qxylogin.mock.stubbing.Scenes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers the control API below {@code /__mock}. */
public final class ControlCalls {
  public static final String PREFIX = "/__mock";

  /** The resource that needs no token. */
  static final String HEALTH = "health";

  /** Where a balancer asks, by whichever Host. */
  public static final String HEALTH_PATH = PREFIX + "/" + HEALTH;

  private final ControlAccess access;
  private final Map<String, ControlResource> resources = new LinkedHashMap<>();

  /**
   * What is controlled.
   *
   * @param store what is remembered, wherever that is
   * @param rules the names of the rules that answer
   * @param waitLimits how many may wait, of the server and all its sandboxes
   * @param keeper keeps what is known of identities
   * @param signing returns the headers of a signed call; none where calls need not be signed
   * @param reset forgets everything, and tells what that was
   */
  public record Controlled(
      Contract contract,
      Recipients recipients,
      Store store,
      MockClock clock,
      FlowState state,
      Scenes scenes,
      Outcomes outcomes,
      Faults faults,
      Journal journal,
      List<String> rules,
      Optional<SandboxesResource.Ports> sandboxes,
      WaitLimits waitLimits,
      IdentitiesResource.Keeper keeper,
      Optional<BiFunction<Operation, byte[], Map<String, String>>> signing,
      Supplier<List<String>> reset) {}

  public ControlCalls(ControlAccess access, Controlled mock) {
    this.access = access;
    SmsResource sms =
        new SmsResource(mock.state(), mock.recipients(), mock.journal(), mock.waitLimits());
    Stream.of(
            ControlResource.of(HEALTH, Map.of("GET", request -> health(request, mock))),
            new CasesResource(mock.contract()).resource(),
            sms.resource(),
            sms.latest(),
            new ClockResource(mock.clock()).resource(),
            new OutcomesResource(mock.outcomes(), mock.scenes(), mock.journal()).resource(),
            ControlResource.of(
                "scenes", Map.of("GET", request -> ControlJson.reply(mock.scenes().all()))),
            new FaultsResource(mock.faults()).resource(),
            new RequestsResource(mock.journal(), mock.contract(), mock.rules()).resource(),
            new EventsResource(mock.journal(), sms, mock.waitLimits()).resource(),
            new SandboxesResource(mock.sandboxes()).resource(),
            new SignaturesResource(mock.contract(), mock.signing()).resource(),
            new IdentitiesResource(mock).resource(),
            ControlResource.of("reset", Map.of("POST", request -> forgotten(mock.reset().get()))))
        .forEach(resource -> resources.put(resource.name(), resource));
  }

  /**
   * How a mock is.
   *
   * @param state how its store stands, which only who may control the mock is told by name
   */
  private record Health(
      String status,
      String service,
      int operations,
      boolean signed,
      int journal,
      boolean sandbox,
      @Nullable State state) {}

  private record State(@Nullable String store, boolean reachable, @Nullable String problem) {
    static State of(Store.Standing state, boolean named) {
      return new State(
          named ? state.store() : null,
          state.reachable(),
          state.reachable() ? null : state.failure());
    }
  }

  /** A balancer is to leave a mock alone that cannot reach its state. */
  private Reply health(ControlRequest request, Controlled mock) {
    Optional<Store.Standing> state = mock.store().standing();
    boolean up = state.map(Store.Standing::reachable).orElse(true);
    boolean named = access.allows(request.call().headerOrEmpty("Authorization"));
    Reply health =
        ControlJson.reply(
            new Health(
                up ? "up" : "down",
                "qixiangyun-login-mock-server",
                mock.contract().operations().size(),
                mock.signing().isPresent(),
                mock.journal().size(),
                mock.sandboxes().isEmpty(),
                state.map(known -> State.of(known, named)).orElse(null)));
    return up ? health : health.with(503);
  }

  static Reply forgotten(List<String> what) {
    return ControlJson.reply(Map.of("reset", what));
  }

  public static boolean owns(String path) {
    return path.equals(PREFIX) || path.startsWith(PREFIX + "/");
  }

  /** Answers with what no cache may keep: codes, calls and identities. */
  public Reply answer(Call call) {
    return answered(call).with("Cache-Control", "no-store");
  }

  private Reply answered(Call call) {
    ControlRequest request = ControlRequest.of(call, PREFIX);
    if (!access.allows(request)) {
      return Problem.NO_TOKEN.reply();
    }
    ControlResource resource =
        resources.getOrDefault(
            request.item().map(item -> request.resource() + "/" + item).orElse(""),
            resources.get(request.resource()));
    if (resource == null || resource.methods(request).isEmpty()) {
      return Reply.problem(404, "No such control call", PREFIX + " has: " + known());
    }
    Map<String, Function<ControlRequest, Reply>> methods = resource.methods(request);
    Function<ControlRequest, Reply> method =
        methods.get(call.method().equals("HEAD") ? "GET" : call.method());
    if (method == null) {
      String allowed = methods.keySet().stream().sorted().collect(Collectors.joining(", "));
      return Reply.problem(405, "Wrong method", "/" + resource.name() + " takes: " + allowed)
          .with("Allow", allowed);
    }
    try {
      return method.apply(request);
    } catch (StoreException unavailable) {
      return Reply.problem(503, "State unreachable", unavailable.getMessage());
    } catch (UnknownNameException unknown) {
      return refused(unknown, unknown.available());
    } catch (IllegalArgumentException wrong) {
      return refused(wrong, List.of());
    }
  }

  private static Reply refused(IllegalArgumentException wrong, List<String> available) {
    return Reply.problem(400, "Bad control request", wrong.getMessage(), available);
  }

  private String known() {
    return resources.keySet().stream().map(name -> "/" + name).collect(Collectors.joining(", "));
  }
}
