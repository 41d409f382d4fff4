package io.github.qxylogin.mock.callback;

import static io.github.qxylogin.mock.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.CallbackFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks over real sockets, for each webhook of the contract. */
class CallbacksTest {
  private static final String CANARY = "c4n4ry";
  private static final String ALLOWED = "allowed.invalid";

  @RegisterExtension
  static final TestedMock MOCK = TestedMock.with(mock -> mock.callbackHosts(ALLOWED));

  private static final Contract CONTRACT = Contract.load();
  private static final Operation ANY = CONTRACT.webhooks().get(0);

  /** One that is repeated, and whose receiver has to accept it by a value. */
  private static final Operation RETRIED =
      webhooks().stream()
          .filter(webhook -> !flow(webhook).retries().isEmpty())
          .findFirst()
          .orElseThrow();

  private final LoginMock mock;
  private final Http http;
  @AutoClose private final Receiver receiver = Receiver.responding(200, "");

  CallbacksTest(LoginMock mock) {
    this.mock = mock;
    http = new Http(mock.url());
  }

  static List<Operation> webhooks() {
    return CONTRACT.webhooks();
  }

  static List<Operation> setters() {
    return CONTRACT.operations(Flow.Role.SETS_CALLBACK);
  }

  private static CallbackFlow flow(Operation webhook) {
    return Objects.requireNonNull(Objects.requireNonNull(webhook.flow()).callback());
  }

  @ParameterizedTest
  @MethodSource("webhooks")
  void make_noBody_sendsTheDocumentedOne(Operation webhook) {
    set(webhook, receiver.url() + "/here?token=1");

    Http.Response made = make(webhook, "");

    assertThat(made.status()).isEqualTo(202);
    Receiver.Received received = receiver.next();
    assertThat(received.method()).isEqualTo("POST");
    assertThat(received.path()).isEqualTo("/here?token=1");
    assertThat(received.headers().get("Content-type"))
        .containsExactly("application/json;charset=UTF-8");
    assertThat(received.json()).isEqualTo(webhook.firstSuccess().request());
  }

  @Test
  void make_ownBody_sendsIt() {
    ObjectNode body = documented(ANY).put("ours", "more");
    set(ANY, receiver.url());

    make(ANY, body.toString());

    assertThat(receiver.next().json()).isEqualTo(body);
  }

  @Test
  void make_wrongType_isRejected() {
    set(ANY, receiver.url());
    ObjectNode body = documented(ANY);
    String field = ANY.fields().get(0).name();

    Http.Response rejected = make(ANY, body.set(field, body.objectNode()).toString());

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail")).startsWith(field + " came as object; send it as ");
  }

  @Test
  void make_requiredFieldMissing_isRejected() {
    set(ANY, receiver.url());
    String field = ANY.missingFrom(JsonNodeFactory.instance.objectNode()).get(0).name();

    Http.Response rejected = make(ANY, documented(ANY).without(field).toString());

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail")).isEqualTo(field + " is required, and missing or empty");
  }

  @Test
  void make_noAddress_isAConflict() {
    assertThat(make(RETRIED, "").status()).isEqualTo(409);
  }

  @Test
  void make_unknownWebhook_namesThoseThereAre() {
    Http.Response rejected = http.post("/__mock/callbacks/receiveNothing", "");

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.json().path("available")).hasSize(webhooks().size());
  }

  @ParameterizedTest
  @MethodSource("setters")
  void setter_called_setsTheAddressOfItsWebhook(Operation setter) {
    Flow.Address address = Objects.requireNonNull(Objects.requireNonNull(setter.flow()).address());

    http.post(setter.path(), documented(setter).put(address.url(), receiver.url() + "/set"));

    JsonNode shown = shown(address.webhook());
    assertThat(shown.path("url").asText()).isEqualTo(receiver.url() + "/set");
    assertThat(shown.at("/setBy/0").asText()).isEqualTo(setter.id());
  }

  @ParameterizedTest
  @MethodSource("setters")
  void setter_noHttpAddress_saysSoAndSetsNone(Operation setter) {
    Flow.Address address = Objects.requireNonNull(Objects.requireNonNull(setter.flow()).address());

    http.post(setter.path(), documented(setter).put(address.url(), "//127.0.0.1/set"));

    assertThat(shown(address.webhook()).has("url")).isFalse();
    assertThat(why(http.get("/__mock/requests").json().path(0)))
        .isEqualTo("the address of the callback was not set: it is no http or https URL");
  }

  @Test
  void list_addressWithUserAndQuery_showsNeither() {
    set(ANY, "http://name:word@127.0.0.1:1/path?secret=s");

    assertThat(shown(ANY.id()).path("url").asText()).isEqualTo("http://127.0.0.1:1/path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://127.0.0.1/",
        "127.0.0.1:80",
        "http://127.1/",
        "http:///path",
        "//127.0.0.1/",
        "http://127.0.0.1:65536/",
        "",
        "http://a b/"
      })
  void set_noHttpAddress_isRejected(String url) {
    assertThat(set(ANY, url).status()).isEqualTo(400);
  }

  @Test
  void attempts_neverAccepted_areAsManyAsDocumented() {
    mock.clock().freeze();
    set(RETRIED, receiver.url());
    make(RETRIED, "");

    for (Duration pause : flow(RETRIED).retries()) {
      receiver.next();
      mock.clock().advance(pause);
    }
    receiver.next();

    int attempts = flow(RETRIED).retries().size() + 1;
    awaitEntries(attempts);
    assertThat(why(entries().get(0)))
        .isEqualTo(
            "a tester requested it; attempt %1$d of %1$d: the receiver did not accept it"
                .formatted(attempts));
    assertThat(shown(RETRIED.id()).path("waiting")).isEmpty();
  }

  @Test
  void attempt_notDueYet_waitsForTheClock() {
    mock.clock().freeze();
    set(RETRIED, receiver.url());
    make(RETRIED, "");
    receiver.next();
    await(() -> shown(RETRIED.id()).path("waiting").size() == 1);

    mock.clock().advance(flow(RETRIED).retries().get(0).minusMillis(1));
    make(RETRIED, "{\"later\": true}");

    assertThat(receiver.next().json().path("later").asBoolean()).isTrue();
    assertThat(shown(RETRIED.id()).at("/waiting/0/attempt").asInt()).isEqualTo(2);
    assertThat(receiver.others()).isZero();
  }

  @Test
  void attempts_acceptedByTheSecond_end() {
    AtomicInteger calls = new AtomicInteger();
    ObjectNode accepting = JsonNodeFactory.instance.objectNode();
    flow(RETRIED).accepted().forEach((at, value) -> put(accepting, at, value));
    try (Receiver second =
        Receiver.responding(
            request ->
                Receiver.response(
                    request, 200, calls.incrementAndGet() == 1 ? "{}" : accepting.toString()))) {
      mock.clock().freeze();
      set(RETRIED, second.url());
      make(RETRIED, "");
      second.next();

      mock.clock().advance(flow(RETRIED).retries().get(0));
      second.next();

      awaitEntries(2);
      assertThat(why(entries().get(0))).endsWith("attempt 2 of 4: the receiver accepted it");
      assertThat(why(entries().get(1)))
          .contains("attempt 1 of 4: the receiver did not accept it; the next attempt is due at ");
      assertThat(entries())
          .extracting(entry -> entry.path("case").asText())
          .containsExactly(RETRIED.firstSuccess().name(), "not-accepted");
      assertThat(shown(RETRIED.id()).path("waiting")).isEmpty();
    }
  }

  private static void put(ObjectNode object, JsonPointer at, String value) {
    object.put(at.getMatchingProperty(), value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://callback.invalid/sms",
        "http://192.0.2.1/sms",
        "http://0.0.0.0/sms",
        "http://127.0.0.1.callback.invalid/sms",
        "http://localhost@callback.invalid/sms",
        "http://[::ffff:192.0.2.1]/sms",
        "http://[::]/sms",
        "http://2130706433/sms"
      })
  void attempt_notThisMachine_isNotSent(String url) {
    set(RETRIED, url);

    make(RETRIED, "");

    awaitEntries(1);
    assertThat(why(entries().get(0))).contains("not sent: ");
    assertThat(entries().get(0).at("/response/status").asInt()).isZero();
    assertThat(shown(RETRIED.id()).path("waiting")).isEmpty();
  }

  @Test
  void attempt_allowedHost_isMade() {
    set(ANY, "http://" + ALLOWED.toUpperCase(Locale.ROOT) + ":1/sms");

    make(ANY, "");

    awaitEntries(1);
    // A DNS server may be slow to find out that there is no such name.
    assertThat(why(entries().get(0)))
        .containsAnyOf("the connection failed", "no whole response within 5 s");
  }

  @Test
  void attempt_nobodyListens_saysSo() {
    receiver.close();
    set(ANY, receiver.url());

    make(ANY, "");

    awaitEntries(1);
    assertThat(why(entries().get(0))).endsWith("attempt 1 of 1: the connection failed");
  }

  @Test
  void attempt_redirected_followsNone() {
    try (Receiver redirecting =
        Receiver.responding(
            request -> {
              request.getResponseHeaders().set("Location", receiver.url());
              Receiver.response(request, 307, "");
            })) {
      set(ANY, redirecting.url());

      make(ANY, "");

      awaitEntries(1);
      assertThat(entries().get(0).at("/response/status").asInt()).isEqualTo(307);
      assertThat(receiver.others()).isZero();
    }
  }

  @Test
  void attempt_endlessResponse_isCutOff() {
    try (Receiver endless =
        Receiver.responding(
            request -> {
              request.sendResponseHeaders(200, 0);
              try (request) {
                while (true) {
                  request.getResponseBody().write(new byte[1 << 10]);
                }
              }
            })) {
      set(ANY, endless.url());

      make(ANY, "");

      awaitEntries(1);
      assertThat(why(entries().get(0))).endsWith("the connection ended without a whole response");
      assertThat(entries().get(0).path("tookMicros").asLong()).isLessThan(4_000_000);
    }
  }

  @Test
  void attempt_connectionReset_saysSo() throws IOException {
    try (ServerSocket resetting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      set(ANY, "http://127.0.0.1:" + resetting.getLocalPort());
      make(ANY, "");

      resetting.setSoTimeout(60_000);
      Socket accepted = resetting.accept();
      accepted.getInputStream().read();
      accepted.setSoLinger(true, 0);
      accepted.close();

      awaitEntries(1);
      assertThat(why(entries().get(0))).endsWith("the connection ended without a whole response");
    }
  }

  @Test
  void receiver_hangs_costsTheMockNothing() throws IOException {
    try (ServerSocket hanging = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
      set(ANY, "http://127.0.0.1:" + hanging.getLocalPort());
      long threads = callbackThreads();

      List<Integer> waiting = new ArrayList<>();
      // Until as many are made within the 5 s that the first one waits.
      await(
          () -> {
            IntStream.range(0, 120)
                .forEach(i -> waiting.add(Integer.parseInt(make(ANY, "").at("/waiting"))));
            return isRecorded("not sent: 100 calls of this callback are waiting");
          });

      assertThat(waiting).contains(100).allMatch(count -> count <= 100);
      assertThat(callbackThreads()).isLessThan(threads + 20);
      awaitEntries(waiting.size());
      assertThat(why(entries().get(0))).endsWith("no whole response within 5 s");
    }
  }

  private boolean isRecorded(String result) {
    return entries().stream().anyMatch(entry -> why(entry).endsWith(result));
  }

  /** Counts the threads of callbacks alone: other tests run beside this one. */
  private static long callbackThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("callbacks"))
        .count();
  }

  @Test
  void reset_dropsWhatWaits() {
    awaitRetry();

    assertThat(http.post("/__mock/reset", "").json().path("reset"))
        .extracting(JsonNode::asText)
        .contains("callbacks");

    assertThat(shown(RETRIED.id()).has("url")).isFalse();
    assertThat(shown(RETRIED.id()).path("waiting")).isEmpty();
  }

  @Test
  void forget_dropsWhatWaits() {
    awaitRetry();

    assertThat(http.call("DELETE", "/__mock/callbacks/" + RETRIED.id(), "").at("/removed"))
        .isEqualTo("1");

    assertThat(shown(RETRIED.id()).has("url")).isFalse();
    assertThat(shown(RETRIED.id()).path("waiting")).isEmpty();
  }

  @Test
  void forget_whileTheReceiverResponds_recordsNothing() {
    CountDownLatch forgotten = new CountDownLatch(1);
    try (Receiver slow =
        Receiver.responding(
            request -> {
              awaitOpen(forgotten);
              Receiver.response(request, 500, "");
            })) {
      set(RETRIED, slow.url());
      make(RETRIED, "");
      slow.next();

      http.post("/__mock/reset", "");
      forgotten.countDown();

      set(ANY, receiver.url());
      await(() -> make(ANY, "").at("/waiting").equals("1"));
      awaitEntries(1);
      assertThat(entries())
          .extracting(entry -> entry.path("operation").asText())
          .containsOnly(ANY.id());
    }
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @Test
  void sandbox_another_hasItsOwnAddressesAndClock() {
    awaitRetry();
    try (LoginMock server = LoginMock.start();
        LoginMock other = server.openSandbox()) {
      other.clock().advance(Duration.ofDays(1));

      assertThat(new Http(other.url()).get("/__mock/callbacks").text()).doesNotContain("\"url\"");
      assertThat(shown(RETRIED.id()).path("waiting")).hasSize(1);
    }
  }

  @Test
  void threads_ofCallbacks_keepNoProcessAlive() {
    set(ANY, receiver.url());
    make(ANY, "");
    receiver.next();

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().matches("callbacks|HttpClient-.*"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  private void awaitRetry() {
    mock.clock().freeze();
    set(RETRIED, receiver.url());
    make(RETRIED, "");
    receiver.next();
    await(() -> shown(RETRIED.id()).path("waiting").size() == 1);
  }

  @ParameterizedTest
  @MethodSource("webhooks")
  void journal_ofACallback_hasWhatWasSentMasked(Operation webhook) {
    set(webhook, "http://us3r:w0rd@" + receiver.url().substring("http://".length()) + "/p?k=v4lue");
    make(webhook, "");
    receiver.next();

    awaitEntries(1);
    String whole = entries().get(0).toString();
    assertThat(entries().get(0).path("method").asText()).isEqualTo("POST");
    assertThat(entries().get(0).path("path").asText()).isEqualTo("/p");
    assertThat(entries().get(0).path("operation").asText()).isEqualTo(webhook.id());
    assertThat(entries().get(0).at("/request/headers/Host").asText())
        .isEqualTo(receiver.url().substring("http://".length()));
    assertThat(whole).doesNotContain("us3r", "w0rd", "v4lue");
    webhook.fields().stream()
        .filter(Field::sensitive)
        .map(field -> webhook.firstSuccess().request().path(field.name()))
        .flatMap(value -> value.isArray() ? value.valueStream() : Stream.of(value))
        .map(JsonNode::asText)
        .forEach(secret -> assertThat(whole).doesNotContain(secret));
  }

  @ParameterizedTest
  @MethodSource("webhooks")
  void journal_receiverRepeatsSecrets_showsNone(Operation webhook) {
    ObjectNode body = documented(webhook);
    webhook.fields().stream()
        .filter(Field::sensitive)
        .forEach(field -> body.set(field.name(), canary(body.path(field.name()))));
    try (Receiver echo =
        Receiver.responding(
            request -> {
              request.getResponseHeaders().set("Content-Type", "text/" + CANARY + ".1");
              Receiver.response(request, 200, "{\"said\": " + body + "}");
            })) {
      set(webhook, echo.url() + "/" + CANARY + ".1?sent=" + CANARY);
      make(webhook, body.toString());

      awaitEntries(1);
      assertThat(body.toString().contains(CANARY))
          .isEqualTo(webhook.fields().stream().anyMatch(Field::sensitive));
      if (body.toString().contains(CANARY)) {
        assertThat(entries().toString()).doesNotContain(CANARY);
      }
      assertThat(http.get("/__mock/requests?format=har").text()).doesNotContain("sent=");
    }
  }

  private static JsonNode canary(JsonNode documented) {
    return documented.isArray()
        ? documented.<ArrayNode>deepCopy().removeAll().add(CANARY + ".1")
        : TextNode.valueOf(CANARY + ".1");
  }

  @ParameterizedTest
  @MethodSource("webhooks")
  void journal_filteredByIdentity_findsTheCallback(Operation webhook) {
    set(webhook, receiver.url());
    make(webhook, "");
    receiver.next();
    awaitEntries(1);

    for (String field : webhook.flow().identity()) {
      String identity = webhook.firstSuccess().request().path(field).asText();
      assertThat(http.get("/__mock/requests?identity=" + identity).json()).hasSize(1);
    }
  }

  @Test
  void journal_asHar_hasTheAddress() {
    set(ANY, receiver.url() + "/here");
    make(ANY, "");
    receiver.next();
    awaitEntries(1);

    assertThat(http.get("/__mock/requests?format=har").at("/log/entries/0/request/url"))
        .isEqualTo(receiver.url() + "/here");
  }

  @Test
  void verify_callbacks_countsNone() {
    set(ANY, receiver.url());
    make(ANY, "");
    receiver.next();
    awaitEntries(1);

    mock.verify().never();
  }

  static List<Operation> creators() {
    return CONTRACT.operations().stream()
        .filter(creator -> reporter(creator) != null && setter(reporter(creator)) != null)
        .toList();
  }

  /** Returns the webhook that reports what an operation creates; null if none does. */
  private static Operation reporter(Operation creator) {
    return creator
        .inFlow(Flow::entity)
        .filter(entity -> entity.does() == EntityFlow.Does.CREATES)
        .flatMap(
            entity ->
                webhooks().stream()
                    .filter(webhook -> entity.kind().equals(flow(webhook).after()))
                    .findFirst())
        .orElse(null);
  }

  private static Operation setter(Operation webhook) {
    return setters().stream()
        .filter(o -> o.flow().address().webhook().equals(webhook.id()))
        .findFirst()
        .orElse(null);
  }

  /** The whole way: an application sets its address, creates, and is called. */
  @ParameterizedTest
  @MethodSource("creators")
  void entity_created_isReportedToTheAddressThatWasSet(Operation creator) {
    Operation webhook = reporter(creator);
    Operation setter = setter(webhook);
    String id = creator.flow().entity().id();
    String url = setter.flow().address().url();
    http.post(setter.path(), documented(setter).put(url, receiver.url()));

    Http.Response response = http.post(creator.path(), documented(creator).put(id, "ours-1"));

    ObjectNode reported = (ObjectNode) receiver.next().json();
    assertThat(reported.path(webhook.flow().identity().get(0)).asText()).isEqualTo("ours-1");
    awaitEntries(1);
    assertThat(why(entries().get(0)))
        .startsWith(
            "the platform reports a new %s, which the call %s created; attempt 1 of 1"
                .formatted(flow(webhook).after(), requestId(response)));
    assertThat(http.get("/__mock/requests?rule=callback&identity=ours-1").json()).hasSize(1);
  }

  private static String requestId(Http.Response response) {
    return response.at("/reqId").isEmpty() ? response.at("/req_id") : response.at("/reqId");
  }

  private void awaitEntries(int least) {
    await(() -> entries().size() >= least);
  }

  private Http.Response set(Operation webhook, String url) {
    return http.call("PUT", "/__mock/callbacks/" + webhook.id(), "{\"url\":\"" + url + "\"}");
  }

  private Http.Response make(Operation webhook, String body) {
    return http.post("/__mock/callbacks/" + webhook.id(), body);
  }

  private static ObjectNode documented(Operation operation) {
    return operation.firstSuccess().request().deepCopy();
  }

  private JsonNode shown(String webhook) {
    return StreamSupport.stream(http.get("/__mock/callbacks").json().spliterator(), false)
        .filter(shown -> shown.path("webhook").asText().equals(webhook))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> entries() {
    return StreamSupport.stream(
            http.get("/__mock/requests?rule=callback").json().spliterator(), false)
        .toList();
  }

  private static String why(JsonNode entry) {
    return entry.path("why").asText();
  }
}
