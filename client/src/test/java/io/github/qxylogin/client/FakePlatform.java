package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.contract.ContractFacts;
import io.github.qxylogin.client.internal.http.Backoff;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;

/** A server with the contract's paths. It returns configured responses and records requests. */
public final class FakePlatform implements AutoCloseable {
  public static final Contract CONTRACT = Contract.load();
  public static final String APP_KEY = "1000xxxx";
  public static final String APP_SECRET = "no-real-secret";

  private final MockWebServer server = new MockWebServer();
  private final Wire wire;
  private final OkHttpClient http;
  private final Map<String, Function<RecordedRequest, MockResponse>> responders =
      new ConcurrentHashMap<>();
  private final Queue<MockResponse> resets = new ConcurrentLinkedQueue<>();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  public FakePlatform() {
    this(Wire.PLAIN);
  }

  /** Starts a platform that is reached in a way. */
  FakePlatform(Wire wire) {
    this.wire = wire;
    http = wire.client().build();
    wire.serve(server);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (request.getRequestLine().isEmpty()) {
              // Of a stream that is reset, of which nothing was read.
              return new MockResponse();
            }
            requests.add(request);
            String id = id(request);
            MockResponse response = responders.getOrDefault(id, any -> success(id)).apply(request);
            if (response.getSocketPolicy() == SocketPolicy.NO_RESPONSE) {
              awaitClose();
            }
            return response;
          }

          @Override
          public MockResponse peek() {
            MockResponse reset = resets.poll();
            return reset == null ? super.peek() : reset;
          }
        });
    try {
      server.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Over HTTP/2 the web server of OkHttp 5 would send an empty response instead of none. */
  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The operation's id; of a path that is not the contract's, the path. */
  private static String id(RecordedRequest request) {
    // Of a call through a proxy, getPath() is "/".
    String path = URI.create(request.getRequestLine().replaceAll("\\S+ (\\S+) .*", "$1")).getPath();
    return CONTRACT.operations().stream()
        .filter(o -> path.endsWith(o.path()))
        .findFirst()
        .map(Operation::id)
        .orElse(path);
  }

  private static MockResponse success(String operation) {
    return json(CONTRACT.operation(operation).firstSuccess().response().toString());
  }

  /** Sets the responder of an operation. By default it returns the first documented success. */
  public FakePlatform respond(String operation, Function<RecordedRequest, MockResponse> responder) {
    responders.put(operation, responder);
    return this;
  }

  /** Returns these in turn; the last one stays. */
  public FakePlatform respond(String operation, MockResponse... responses) {
    AtomicInteger turn = new AtomicInteger();
    return respond(
        operation, any -> responses[Math.min(turn.getAndIncrement(), responses.length - 1)]);
  }

  public FakePlatform respond(String operation, String... bodies) {
    return respond(
        operation, Arrays.stream(bodies).map(FakePlatform::json).toArray(MockResponse[]::new));
  }

  FakePlatform respondWithCase(String operation, String name) {
    return respond(operation, documented(operation, name).toString());
  }

  public static JsonNode documented(String operation, String name) {
    return CONTRACT.operation(operation).documentedCase(name).response();
  }

  public static MockResponse json(String body) {
    return new MockResponse()
        .setHeader("Content-Type", "application/json;charset=UTF-8")
        .setBody(body);
  }

  /** Returns a response that is packed with gzip. */
  static MockResponse packed(String body) {
    return new MockResponse().setHeader("Content-Encoding", "gzip").setBody(gzip(body));
  }

  /** Returns one whose connection breaks in the middle of its body. */
  static MockResponse packedAndCut(String body) {
    Buffer whole = gzip(body);
    long length = whole.size();
    Buffer half = new Buffer();
    half.write(whole, length / 2);
    return new MockResponse()
        .setHeader("Content-Encoding", "gzip")
        .setBody(half)
        .setHeader("Content-Length", length)
        .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END);
  }

  private static Buffer gzip(String body) {
    Buffer packed = new Buffer();
    try (BufferedSink gzip = Okio.buffer(new GzipSink(packed))) {
      gzip.writeUtf8(body);
    } catch (IOException memoryNeverFails) {
      throw new AssertionError(memoryNeverFails);
    }
    return packed;
  }

  public static String errorResponse(String code, String message) {
    return """
        {"code":"%s","success":true,"message":"%s","data":"","req_id":"r1"}"""
        .formatted(code, message);
  }

  public static String issued(String token, long expiresIn) {
    return """
        {"code":"2000","success":true,"reqId":"r","data":{"access_token":"%s","expires_in":%d}}"""
        .formatted(token, expiresIn);
  }

  /** Returns all requests, token requests included. */
  List<RecordedRequest> requests() {
    return requests;
  }

  public List<RecordedRequest> requests(String operation) {
    return requests.stream().filter(r -> id(r).equals(operation)).toList();
  }

  /** Returns the tokens that an operation's requests were sent with. */
  public List<String> tokensSent(String operation) {
    return requests(operation).stream()
        .map(r -> r.getHeaders().get(CONTRACT.securityHeaders().token()))
        .toList();
  }

  String address() {
    return server.url("/").toString();
  }

  Proxy asProxy() {
    return new Proxy(
        Proxy.Type.HTTP, new InetSocketAddress(server.getHostName(), server.getPort()));
  }

  int port() {
    return server.getPort();
  }

  /** Builds clients that wait for nothing before they send again. */
  public QixiangyunLoginBuilder builder() {
    return builder(ApiContract.generated());
  }

  /** Builds the same by another contract. */
  public QixiangyunLoginBuilder builder(Contract contract) {
    return builder(ContractFacts.of(contract));
  }

  private QixiangyunLoginBuilder builder(ApiContract contract) {
    QixiangyunLoginBuilder builder =
        new QixiangyunLoginBuilder(contract)
            .baseUrl(address())
            .credentials(APP_KEY, APP_SECRET)
            .backoff(new Backoff(new Random(), (wait, call) -> {}));
    return wire == Wire.PLAIN ? builder : builder.okHttpClient(http);
  }

  /** Resets the next stream, of a connection over HTTP/2 that is there. */
  void resetStream(int errorCode) {
    resets.add(
        new MockResponse()
            .setHttp2ErrorCode(errorCode)
            .setSocketPolicy(SocketPolicy.RESET_STREAM_AT_START));
  }

  /** Returns a builder of clients that trust this server. */
  OkHttpClient.Builder http() {
    return wire.client();
  }

  @Override
  public void close() {
    closed.countDown();
    http.connectionPool().evictAll();
    try {
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
