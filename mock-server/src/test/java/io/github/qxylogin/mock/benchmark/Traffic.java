package io.github.qxylogin.mock.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contract.WorkedSample;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The loads of the benchmarks, each a list of requests that a caller repeats. */
final class Traffic {
  static final String JSON = "application/json;charset=UTF-8";

  private static final Contract CONTRACT = Contract.load();
  private static final int SIGNED = 500;
  private static final String STUBBED = "/v2/public/invoice/query";

  private Traffic() {}

  /** Returns the operation whose documented request everybody is asked. */
  static Operation seedOperation() {
    return CONTRACT.operations(Flow.Role.REDEEMS_TASK).get(0);
  }

  /** Returns the operation that begins the login which the documented request ends. */
  static Operation sendOperation() {
    return CONTRACT.operations(Flow.Role.ISSUES_TASK).get(0);
  }

  /** Returns the requests and the expected responses. */
  static Case seed() {
    return seedOperation().firstSuccess();
  }

  /** Returns the documented request unchanged. */
  static List<Shot> documented() {
    return List.of(seed(Map.of()));
  }

  /** Returns the documented request at a path outside the contract, which a stub serves. */
  static List<Shot> stubbed() {
    String marker = seed().response().at("/data/accountId").asText();
    return List.of(Shot.post(STUBBED, Map.of(), seed().request().toString(), 200, marker));
  }

  /** Writes the stub: the documented response for every body. */
  static Path writeStub() throws IOException {
    StubMapping stub =
        WireMock.post(WireMock.urlEqualTo(STUBBED))
            .willReturn(WireMock.ok(seed().response().toString()).withHeader("Content-Type", JSON))
            .build();
    Path folder = Files.createTempDirectory("stub");
    Path mappings = Files.createDirectories(folder.resolve("mappings"));
    Files.writeString(mappings.resolve("stub.json"), StubMapping.buildJsonStringFor(stub));
    return folder;
  }

  /** Returns the documented request with security headers that nobody checks but for presence. */
  static List<Shot> documentedWithHeaders() {
    SecurityHeaders names = CONTRACT.securityHeaders();
    return List.of(seed(Map.of(names.token(), "x", names.date(), "1", names.signature(), "x")));
  }

  /** Returns a request that is rejected before any rule, without any state. */
  static List<Shot> rejected() {
    String path = seedOperation().path() + "/none";
    return List.of(Shot.post(path, Map.of(), seed().request().toString(), 404, "path-unknown"));
  }

  private static Shot seed(Map<String, String> headers) {
    // An id of the response, which no error has.
    String marker = seed().response().at("/data/accountId").asText();
    String body = seed().request().toString();
    return Shot.post(seedOperation().path(), headers, body, 200, marker);
  }

  /** Returns a login of two calls: a code is sent to a taxpayer like no other, and uploaded. */
  static List<Shot> login() {
    Operation send = sendOperation();
    Operation upload = seedOperation();
    ObjectNode sending = send.firstSuccess().request().deepCopy();
    send.flow().identity().forEach(field -> sending.put(field, Shot.IDENTITY));
    ObjectNode uploading = seed().request().deepCopy();
    upload.flow().identity().forEach(field -> uploading.put(field, Shot.IDENTITY));
    uploading.put(upload.flow().task(), Shot.TASK);
    return List.of(
        Shot.post(send.path(), Map.of(), sending.toString(), 200, "\"taskId\":"),
        Shot.post(upload.path(), Map.of(), uploading.toString(), 200, "\"dppt\":"));
  }

  /** Returns a login of three calls: after the upload, its session is checked. */
  static List<Shot> checkedLogin() {
    Operation check = CONTRACT.operations(Flow.Role.CHECKS_SESSION).get(0);
    Case success = check.firstSuccess();
    ObjectNode checking = success.request().deepCopy();
    check.flow().identity().forEach(field -> checking.put(field, Shot.IDENTITY));
    List<Shot> shots = new ArrayList<>(login());
    shots.add(Shot.post(check.path(), Map.of(), checking.toString(), 200, code(success)));
    return shots;
  }

  /** Returns what a team's callers do in a day: logins, every documented error, slips, control. */
  static List<Shot> mixed() {
    List<Shot> shots = new ArrayList<>(login());
    shots.addAll(documented());
    String path = seedOperation().path();
    String body = seed().request().toString();
    for (Case documented : seedOperation().cases()) {
      Map<String, String> prefer = Map.of("Prefer", "example=" + documented.name());
      shots.add(Shot.post(path, prefer, body, documented.status(), code(documented)));
    }
    shots.add(Shot.post(path, Map.of(), body.substring(1), 200, "message"));
    shots.add(Shot.post(path, Map.of(), "[".repeat(5000), 200, "message"));
    shots.add(Shot.post(path, Map.of(), "{}", 200, "message"));
    shots.add(Shot.post(path, Map.of("Prefer", "example=none"), body, 400, "available"));
    shots.addAll(rejected());
    shots.add(Shot.of("PUT", path, Map.of(), body, 405, "method-wrong"));
    for (String control : List.of("health", "clock", "sms", "requests?limit=20")) {
      shots.add(Shot.of("GET", "/__mock/" + control, Map.of(), "", 200, ""));
    }
    return shots;
  }

  private static String code(Case documented) {
    return "\"code\":\"" + documented.response().path("code").asText() + "\"";
  }

  /** Returns documented requests with a token of a server's, each signed for a time of its own. */
  static List<Shot> signed(int port) throws IOException, InterruptedException {
    WorkedSample sample = CONTRACT.securityHeaders().sample();
    SecurityHeaders names = CONTRACT.securityHeaders();
    String token = token(port, sample);
    long now = System.currentTimeMillis();
    List<Shot> shots = new ArrayList<>();
    for (int i = 0; i < SIGNED; i++) {
      String date = Long.toString(now + i);
      String signature = signature(sample, date, token);
      shots.add(
          seed(Map.of(names.token(), token, names.date(), date, names.signature(), signature)));
    }
    return shots;
  }

  private static String signature(WorkedSample sample, String date, String token) {
    String body = seed().request().toString();
    String method = seedOperation().method();
    String text = String.join("_", method, md5(body), date, token, sample.appSecret());
    byte[] digits = md5(text).getBytes(UTF_8);
    return "API-SV1:" + sample.appKey() + ":" + Base64.getEncoder().encodeToString(digits);
  }

  private static String md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String token(int port, WorkedSample sample)
      throws IOException, InterruptedException {
    Operation issue = CONTRACT.operations(Flow.Role.ISSUES_TOKEN).get(0);
    Flow.Token token = issue.flow().token();
    ObjectNode body = issue.firstSuccess().request().deepCopy();
    body.put(token.appKey(), sample.appKey()).put(token.secret(), md5(sample.appSecret()));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + issue.path()))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String response = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return new ObjectMapper().readTree(response).at(token.at()).asText();
  }
}
