package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.Problem;
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

  /** The path of a load balancer's health check; it has any Host. */
  public static final String HEALTH_PATH = PREFIX + HEALTH;

  private static final String SIGNATURES = "/signatures";

  /** The response of a call that has changed nothing. */
  private static final MockResponse NONE_REMOVED = ControlJson.response(Map.of("removed", 0));

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
   * @param operations handles the calls of the API
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
   * Handles the calls of a method and a path.
   *
   * @param path below the prefix; in braces, one variable
   */
  private record Route(String method, String path, Function<ControlRequest, MockResponse> handler) {
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

  /** No cache may keep the response: it contains codes, calls and identities. */
  public MockResponse respond(MockRequest request) {
    return dispatch(request).with("Cache-Control", "no-store");
  }

  private MockResponse dispatch(MockRequest request) {
    String path = request.path().substring(PREFIX.length());
    if (!path.equals(HEALTH) && !access.allows(request.headerOrEmpty("Authorization"))) {
      return Problem.NO_TOKEN.toMockResponse();
    }
    Map<String, Route> here = new TreeMap<>();
    for (Route route : routes) {
      if (route.variable(path) != null) {
        here.putIfAbsent(route.method(), route);
      }
    }
    if (here.isEmpty()) {
      return MockResponse.problem(404, "control.no-call", known());
    }
    Route route = here.get(request.method().equals("HEAD") ? "GET" : request.method());
    if (route == null) {
      String allowed = String.join(", ", here.keySet());
      String where = here.values().iterator().next().path();
      return MockResponse.problem(405, "control.methods", where, allowed).with("Allow", allowed);
    }
    try {
      ControlRequest matched = new ControlRequest(request, route.path(), route.variable(path));
      MockResponse response = route.handler().apply(matched);
      if (route.changes() && response.status() < 300 && !response.equals(NONE_REMOVED)) {
        activity.record(matched);
      }
      return response;
    } catch (StoreException unavailable) {
      return MockResponse.problem(
          503, Message.of("control.state-unreachable"), unavailable.text(), List.of());
    } catch (InvalidValueException wrong) {
      return MockResponse.problem(
          400, Message.of("control.bad-request"), wrong.text(), wrong.available());
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
  private MockResponse health(ControlRequest request) {
    Optional<Store.Status> store = state.store().status();
    boolean up = store.map(Store.Status::reachable).orElse(true);
    boolean named = access.allows(request.http().headerOrEmpty("Authorization"));
    ObjectNode health =
        ControlJson.object()
            .put("status", up ? "up" : "down")
            .put("service", "qixiangyun-login-mock-server")
            .put("version", named ? ControlApi.class.getPackage().getImplementationVersion() : null)
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
    return ControlJson.response(health.removeIf(JsonNode::isNull)).with(up ? 200 : 503);
  }

  /** Returns the version of the jar; null of classes outside one. */
  private MockResponse reset(ControlRequest request) {
    request.takesNoBody();
    return forgotten(state.reset());
  }

  static MockResponse forgotten(List<String> what) {
    return ControlJson.response(Map.of("reset", what));
  }

  static MockResponse removed(int count) {
    return count == 0 ? NONE_REMOVED : ControlJson.response(Map.of("removed", count));
  }
}
