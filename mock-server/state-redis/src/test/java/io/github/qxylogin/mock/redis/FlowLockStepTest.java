package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.testing.Slow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The same calls, drawn from a seed, get the same responses in memory, and on Redis from each
 * replica: with the same status, headers and body, but that an id which is drawn at random there is
 * another one here, and the same other one for ever.
 *
 * <p>{@code -Dlockstep.seed=6} draws other calls.
 */
class FlowLockStepTest {
  private static final int CALLS = 10_000;
  private static final long SEED = Long.getLong("lockstep.seed", 5);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T02:00:00Z"), ZoneOffset.UTC);

  private final HttpClient http = HttpClient.newHttpClient();

  /** A call of the API or of the control API, with the ids that the mock in memory has given. */
  private record Drawn(String method, String path, String body) {
    Drawn with(UnaryOperator<String> change) {
      return new Drawn(method, change.apply(path), change.apply(body));
    }
  }

  /** Each mock remembers the last response that it lost, and no other's. */
  private static final String SENT_AGAIN = "; the response to the same request was lost.*";

  /** A response; the status is 0 if none came. */
  private record Given(int status, String caseName, String why, String fault, String body) {
    Given with(UnaryOperator<String> change) {
      return new Given(status, caseName, change.apply(why), fault, change.apply(body));
    }
  }

  @Slow
  @Test
  void calls_10000AtRandom_areServedTheSame(TestReporter reporter) {
    try (RealRedis redis = RealRedis.start();
        LoginMock memory = mock().start();
        LoginMock one = mock().state(OwnClockProvider.address(redis, "?timeout=20s")).start();
        LoginMock other = mock().state(OwnClockProvider.address(redis, "?timeout=20s")).start()) {
      Random random = new Random(SEED);
      Calls drawn = new Calls(random);
      Ids ids = new Ids();
      Set<String> cases = new TreeSet<>();
      for (int number = 1; number <= CALLS; number++) {
        Drawn call = drawn.next();
        LoginMock replica = random.nextBoolean() ? one : other;

        Given expected = response(memory, call);
        Given given = response(replica, call.with(ids::there));

        // A fault may spoil the body of a response whose reason names a new id.
        ids.learn(expected.why(), given.why());
        ids.learn(expected.body(), given.body());
        assertThat(given.with(ids::here))
            .as(
                "call %d of seed %d, at %s replica: %s",
                number, SEED, replica == one ? "one" : "the other", call)
            .isEqualTo(expected.with(Ids::unmasked));
        drawn.learn(expected.body());
        cases.add(expected.caseName());
      }
      assertThat(cases).as("the calls are of many kinds").hasSizeGreaterThan(30);
      reporter.publishEntry("calls, cases seen", CALLS + ", " + cases.size());
    }
  }

  @Test
  void identity_thatCalledElsewhere_isReportedUnmasked() {
    try (RealRedis redis = RealRedis.start();
        LoginMock one = mock().state(OwnClockProvider.address(redis, "?timeout=20s")).start();
        LoginMock other = mock().state(OwnClockProvider.address(redis, "?timeout=20s")).start()) {
      Operation check = Contract.load().operation("checkSession");
      response(one, new Drawn("POST", check.path(), check.firstSuccess().request().toString()));
      String taxpayer = check.firstSuccess().request().path("nsrsbh").asText();

      Drawn asked = new Drawn("GET", "/__mock/identities/" + taxpayer, "");

      assertThat(response(other, asked)).isEqualTo(response(one, asked));
    }
  }

  private static LoginMockBuilder mock() {
    return LoginMock.builder().clock(CLOCK);
  }

  private Given response(LoginMock mock, Drawn call) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(mock.url() + call.path()))
            .header("Content-Type", "application/json")
            .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
      return new Given(
          response.statusCode(),
          header(response, "X-Mock-Case"),
          header(response, "X-Mock-Why").replaceFirst(SENT_AGAIN, ""),
          header(response, "X-Mock-Fault"),
          response.body());
    } catch (IOException none) {
      return new Given(0, "", "", "", "");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Which id on Redis stands for which in memory. */
  private static final class Ids {
    private static final Pattern ID =
        Pattern.compile("(?<![0-9A-Za-z])[0-9a-f][0-9a-f-]{13,}[0-9a-f](?![0-9A-Za-z])");

    /** An id that is masked too much to be recognised. */
    private static final Pattern MASKED = Pattern.compile("[0-9a-f]{3}\\*{4}[0-9a-f]{4}");

    private final Map<String, String> toHere = new HashMap<>();
    private final Map<String, String> toThere = new HashMap<>();

    /** Records new ids of both responses. */
    void learn(String here, String there) {
      Matcher given = ID.matcher(there);
      for (String known : ID.matcher(here).results().map(MatchResult::group).toList()) {
        if (given.find()
            && !known.equals(given.group())
            && !toThere.containsKey(known)
            && !toHere.containsKey(given.group())) {
          toThere.put(known, given.group());
          toHere.put(given.group(), known);
        }
      }
    }

    /** Translates a response of the replica to the ids of the other. */
    String here(String text) {
      return unmasked(translated(text, toHere));
    }

    /** Returns a text without what is left of masked ids. */
    static String unmasked(String text) {
      return MASKED.matcher(text).replaceAll("masked");
    }

    String there(String text) {
      return translated(text, toThere);
    }

    private static String translated(String text, Map<String, String> ids) {
      return ID.matcher(text).replaceAll(id -> ids.getOrDefault(id.group(), id.group()));
    }
  }

  /** Draws calls: few identities do all that the contract has, so that they meet. */
  private static final class Calls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Operation> OPERATIONS =
        Contract.load().operations().stream().filter(each -> each.flow() != null).toList();
    private static final List<String> IDENTITIES =
        List.of("91110000TESTTEST01", "91110000TESTTEST02", "13800000001", "13800000002");
    private static final int MOST_KNOWN = 4;

    private final Random random;
    private final Map<String, Deque<String>> known = new HashMap<>();

    Calls(Random random) {
      this.random = random;
      know("nsrsbh", IDENTITIES.get(0), IDENTITIES.get(1));
      know("gryhm", IDENTITIES.get(2), IDENTITIES.get(3));
      know("sjhm", IDENTITIES.get(2), IDENTITIES.get(3));
      know("areaCode", "5100", "4400");
      know("smsCode", "002100", "002100", "002100", "002101");
      know("aggOrgId", "7583454730897015", "7583454730897099");
    }

    private void know(String member, String... values) {
      known.put(member, new ArrayDeque<>(List.of(values)));
    }

    private <T> T oneOf(List<T> things) {
      return things.get(random.nextInt(things.size()));
    }

    Drawn next() {
      return random.nextInt(5) == 0 ? control() : login();
    }

    private Drawn login() {
      Operation operation = oneOf(OPERATIONS);
      List<JsonNode> requests = new ArrayList<>(List.of(operation.firstSuccess().request()));
      operation.cases().stream()
          .filter(each -> each.request() != null && random.nextInt(8) == 0)
          .forEach(each -> requests.add(each.request()));
      JsonNode body = oneOf(requests).deepCopy();
      replace(body);
      return new Drawn(operation.method(), operation.path(), body.toString());
    }

    /** Gives most members values of other requests and responses. */
    private void replace(JsonNode node) {
      if (node instanceof ArrayNode array) {
        array.forEach(this::replace);
      } else if (node instanceof ObjectNode object) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
          Deque<String> values = known.get(member.getKey());
          if (member.getValue().isContainerNode()) {
            replace(member.getValue());
          } else if (values != null && random.nextInt(10) != 0) {
            String value = oneOf(List.copyOf(values));
            if (!member.getValue().isNumber()) {
              member.setValue(object.textNode(value));
            } else if (value.matches("\\d+")) {
              member.setValue(object.numberNode(Long.parseLong(value)));
            }
          }
        }
      }
    }

    /** Records the ids of a response for later calls. */
    void learn(String response) {
      if (response.startsWith("{")) {
        try {
          note(JSON.readTree(response));
        } catch (IOException garbage) {
          // By a fault.
        }
      }
    }

    private void note(JsonNode node) {
      node.properties()
          .forEach(
              member -> {
                String value = member.getValue().asText();
                if (Ids.ID.matcher(value).matches() && !member.getKey().equals("reqId")) {
                  Deque<String> values =
                      known.computeIfAbsent(member.getKey(), name -> new ArrayDeque<>());
                  if (!values.contains(value)) {
                    values.addFirst(value);
                  }
                  if (values.size() > MOST_KNOWN) {
                    values.removeLast();
                  }
                }
              });
      node.forEach(this::note);
    }

    private String identity() {
      Deque<String> accounts = known.getOrDefault("accountId", new ArrayDeque<>());
      return random.nextInt(4) == 0 && !accounts.isEmpty()
          ? accounts.getFirst()
          : oneOf(IDENTITIES);
    }

    private Drawn control() {
      String times = ",\"times\":" + (1 + random.nextInt(3)) + "}";
      return switch (random.nextInt(24)) {
        case 0, 1, 2 ->
            post(
                "/__mock/clock",
                "{\"advance\":\"PT%dS\"}".formatted(oneOf(List.of(1, 59, 60, 119, 300, 1800))));
        case 3 -> post("/__mock/clock", "{\"frozen\":%s}".formatted(random.nextBoolean()));
        case 4 -> random.nextInt(5) == 0 ? delete("/__mock/clock") : get("/__mock/clock");
        case 5, 6, 7 -> {
          Operation operation = oneOf(OPERATIONS);
          yield put(
              "/__mock/outcomes/" + identity(),
              "{\"case\":\"%s\",\"operation\":\"%s\""
                      .formatted(oneOf(operation.caseNames()), operation.id())
                  + times);
        }
        case 8 -> delete("/__mock/outcomes/" + identity());
        case 9 -> get("/__mock/outcomes/" + identity());
        case 10, 11, 12 ->
            put(
                "/__mock/faults/fault-" + random.nextInt(4),
                "{\"identity\":\"%s\",\"fault\":\"%s\"".formatted(identity(), fault().key())
                    + times);
        case 13 -> delete("/__mock/faults/fault-" + random.nextInt(4));
        case 14 -> get("/__mock/faults");
        case 15 -> get("/__mock/sms");
        case 16 -> get("/__mock/sms/latest?nsrsbh=" + oneOf(IDENTITIES));
        case 17, 18, 19 -> get("/__mock/identities/" + identity());
        case 20 -> delete("/__mock/identities/" + identity());
        case 21, 22 -> delete("/__mock/identities/" + identity() + "/lock");
        default -> random.nextInt(10) == 0 ? post("/__mock/reset", "") : get("/__mock/sms?limit=3");
      };
    }

    /** Returns any but the one that takes its time. */
    private FaultKind fault() {
      FaultKind kind = oneOf(List.of(FaultKind.values()));
      return kind == FaultKind.DRIBBLED_BODY ? FaultKind.RATE_LIMITED : kind;
    }

    private static Drawn get(String path) {
      return new Drawn("GET", path, "");
    }

    private static Drawn post(String path, String body) {
      return new Drawn("POST", path, body);
    }

    private static Drawn put(String path, String body) {
      return new Drawn("PUT", path, body);
    }

    private static Drawn delete(String path) {
      return new Drawn("DELETE", path, "");
    }
  }
}
