package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.InvalidValueException;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.rules.Authentication;
import io.github.qxylogin.mock.rules.OperationCalls;
import io.github.qxylogin.mock.state.MockState;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The control API below {@code /__mock}. */
public final class ControlApi {
  public static final String PREFIX = "/__mock";

  /** The path that needs no token. */
  private static final String HEALTH = "/health";

  /** Where a balancer asks, by whichever Host. */
  public static final String HEALTH_PATH = PREFIX + HEALTH;

  private static final String SIGNATURES = "/signatures";

  /** The response of a call that has changed nothing. */
  private static final Reply NONE_REMOVED = ControlJson.reply(Map.of("removed", 0));

  private final ControlAccess access;
  private final MockState state;
  private final boolean strict;
  private final boolean signed;
  private final boolean sandbox;
  private final Activity activity;
  private final List<Route> routes;

  /**
   * Creates the control API of a mock.
   *
   * @param operations answers the calls of the API
   * @param authentication nothing where calls need not be signed
   * @param sandboxes those of the server; nothing in a sandbox
   * @param waitLimits those of the server and all its sandboxes
   */
  public ControlApi(
      ControlAccess access,
      MockState state,
      OperationCalls operations,
      Optional<Authentication> authentication,
      Optional<SandboxesResource.Ports> sandboxes,
      WaitLimits waitLimits) {
    this.access = access;
    this.state = state;
    strict = operations.strict();
    signed = authentication.isPresent();
    sandbox = sandboxes.isEmpty();
    activity = new Activity(state.clock());
    Contract contract = state.indexes().contract();
    CasesResource cases = new CasesResource(contract);
    SmsResource sms = new SmsResource(state, waitLimits);
    ClockResource clock = new ClockResource(state.clock(), state.store());
    OutcomesResource outcomes = new OutcomesResource(state);
    ScenesResource scenes = new ScenesResource(state.scenes());
    SetupResource setup = new SetupResource(state);
    FaultsResource faults = new FaultsResource(state.faults());
    RequestsResource requests = new RequestsResource(state.journal(), contract, operations.rules());
    CallbacksResource callbacks =
        new CallbacksResource(contract, state.store(), state.entities(), state.callbacks());
    SandboxesResource ports = new SandboxesResource(sandboxes);
    SignaturesResource signatures = new SignaturesResource(contract, authentication);
    IdentitiesResource identities = new IdentitiesResource(state);
    routes =
        List.of(
            new Route("GET", HEALTH, this::health),
            new Route("GET", "/cases", cases::list),
            new Route("GET", "/sms", sms::list),
            new Route("GET", "/sms/latest", sms::latest),
            new Route("GET", "/clock", clock::read),
            new Route("POST", "/clock", clock::move),
            new Route("DELETE", "/clock", clock::reset),
            new Route("GET", "/outcomes", outcomes::list),
            new Route("DELETE", "/outcomes", outcomes::removeAll),
            new Route("GET", "/outcomes/{identity}", outcomes::read),
            new Route("PUT", "/outcomes/{identity}", outcomes::set),
            new Route("DELETE", "/outcomes/{identity}", outcomes::remove),
            new Route("GET", "/scenes", scenes::list),
            new Route("PUT", "/scenes/{scene}", scenes::set),
            new Route("DELETE", "/scenes/{scene}", scenes::remove),
            new Route("GET", "/activity", activity::list),
            new Route("GET", "/setup", setup::read),
            new Route("PUT", "/setup", setup::replace),
            new Route("GET", "/faults", faults::list),
            new Route("DELETE", "/faults", faults::removeAll),
            new Route("GET", "/faults/{name}", faults::read),
            new Route("PUT", "/faults/{name}", faults::set),
            new Route("DELETE", "/faults/{name}", faults::remove),
            new Route("GET", "/requests", requests::list),
            new Route("DELETE", "/requests", requests::clear),
            new Route("GET", "/requests/{number}", requests::read),
            new Route("GET", "/callbacks", callbacks::list),
            new Route("PUT", "/callbacks/{webhook}", callbacks::set),
            new Route("POST", "/callbacks/{webhook}", callbacks::make),
            new Route("DELETE", "/callbacks/{webhook}", callbacks::forget),
            new Route("GET", "/sandboxes", ports::list),
            new Route("POST", "/sandboxes", ports::open),
            new Route("DELETE", "/sandboxes/{id}", ports::close),
            new Route("POST", SIGNATURES, signatures::sign),
            new Route("GET", "/identities", identities::list),
            new Route("DELETE", "/identities/{identity}/lock", identities::unlock),
            new Route("GET", "/identities/{identity}", identities::read),
            new Route("DELETE", "/identities/{identity}", identities::forget),
            new Route("POST", "/reset", this::reset));
  }

  /**
   * Answers the calls of a method and a path.
   *
   * @param path below the prefix; in braces, one variable
   */
  private record Route(String method, String path, Function<ControlRequest, Reply> handler) {
    /** Returns the path's variable in a request, or ""; null if the request is for another path. */
    private @Nullable String variable(String sent) {
      int open = path.indexOf('{');
      if (open < 0) {
        return sent.equals(path) ? "" : null;
      }
      String rest = path.substring(path.indexOf('}') + 1);
      int end = sent.length() - rest.length();
      boolean fits = end >= open && sent.startsWith(path.substring(0, open)) && sent.endsWith(rest);
      return fits ? sent.substring(open, end) : null;
    }

    /** Returns whether a call changes what others see: a token that is issued is its caller's. */
    boolean changes() {
      return !method.equals("GET") && !path.equals(SIGNATURES);
    }
  }

  public static boolean owns(String path) {
    return path.equals(PREFIX) || path.startsWith(PREFIX + "/");
  }

  /** Answers with what no cache may keep: codes, calls and identities. */
  public Reply answer(Call call) {
    return answered(call).with("Cache-Control", "no-store");
  }

  private Reply answered(Call call) {
    String path = call.path().substring(PREFIX.length());
    if (!path.equals(HEALTH) && !access.allows(call.headerOrEmpty("Authorization"))) {
      return Problem.NO_TOKEN.reply();
    }
    Map<String, Route> here = new TreeMap<>();
    for (Route route : routes) {
      if (route.variable(path) != null) {
        here.putIfAbsent(route.method(), route);
      }
    }
    if (here.isEmpty()) {
      return Reply.problem(404, "control.no-call", known());
    }
    Route route = here.get(call.method().equals("HEAD") ? "GET" : call.method());
    if (route == null) {
      String allowed = String.join(", ", here.keySet());
      String where = here.values().iterator().next().path();
      return Reply.problem(405, "control.methods", where, allowed).with("Allow", allowed);
    }
    try {
      ControlRequest request = new ControlRequest(call, route.path(), route.variable(path));
      Reply reply = route.handler().apply(request);
      if (route.changes() && reply.status() < 300 && !reply.equals(NONE_REMOVED)) {
        activity.record(request);
      }
      return reply;
    } catch (StoreException unavailable) {
      return Reply.problem(
          503, Message.of("control.state-unreachable"), unavailable.text(), List.of());
    } catch (InvalidValueException wrong) {
      return Reply.problem(400, Message.of("control.bad-request"), wrong.text(), wrong.available());
    }
  }

  private String known() {
    return routes.stream()
        .map(Route::path)
        .filter(path -> !path.contains("{"))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /**
   * Balancers send no calls to a mock that cannot reach its state. Only callers that may control
   * the mock see the name of its store.
   */
  private Reply health(ControlRequest request) {
    Optional<Store.Standing> store = state.store().standing();
    boolean up = store.map(Store.Standing::reachable).orElse(true);
    boolean named = access.allows(request.call().headerOrEmpty("Authorization"));
    ObjectNode health =
        ControlJson.object()
            .put("status", up ? "up" : "down")
            .put("service", "qixiangyun-login-mock-server")
            .put("version", named ? version() : null)
            .put("operations", state.indexes().contract().operations().size())
            .put("signed", signed)
            .put("strict", strict)
            .put("journal", state.journal().size())
            .put("sandbox", sandbox);
    store.ifPresent(
        known ->
            health
                .putObject("state")
                .put("store", named ? known.store() : null)
                .put("reachable", known.reachable())
                .put("problem", known.reachable() ? null : known.failure())
                .removeIf(JsonNode::isNull));
    return ControlJson.reply(health.removeIf(JsonNode::isNull)).with(up ? 200 : 503);
  }

  /** Returns the version of the jar; null of classes outside one. */
  private static @Nullable String version() {
    return ControlApi.class.getPackage().getImplementationVersion();
  }

  private Reply reset(ControlRequest request) {
    request.takesNoBody();
    return forgotten(state.reset());
  }

  static Reply forgotten(List<String> what) {
    return ControlJson.reply(Map.of("reset", what));
  }

  static Reply removed(int count) {
    return count == 0 ? NONE_REMOVED : ControlJson.reply(Map.of("removed", count));
  }
}
