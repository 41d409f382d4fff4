package io.github.qxylogin.mock.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contract.WorkedSample;
import io.github.qxylogin.contract.document.Resources;
import java.util.List;

/**
 * Writes the calls of the contract as a Postman collection of version 2.1, with the scripts that
 * sign them. Bodies are texts, so that no digit of a long number is lost.
 */
final class PostmanCollection {
  private static final String SCHEMA =
      "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
  private static final String FOLDER = "/io/github/qxylogin/mock/export/";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Contract contract;
  private final JsonNode document;
  private final String baseUrl;

  PostmanCollection(Contract contract, String baseUrl) {
    this.contract = contract;
    this.document = contract.document();
    this.baseUrl = baseUrl;
  }

  ObjectNode json() {
    ObjectNode collection = JSON.objectNode();
    collection
        .putObject("info")
        .put("name", document.at("/info/title").asText())
        .put(
            "description",
            "每个用例一个请求，请求名末尾是用例名。变量 baseUrl、appKey、appSecret、smsCode 可用环境变量覆盖；请求前脚本自动获取令牌并签名。\n\n"
                + "One request for each case; its name ends with that of the case. An environment may"
                + " override baseUrl, appKey, appSecret and smsCode; a script fetches the token and signs.")
        .put("schema", SCHEMA);
    ArrayNode folders = collection.putArray("item");
    ArrayNode logins = folder(folders, "登录流程", "Logins, step by step: run each in its order.");
    DocumentedCall.logins(contract)
        .forEach((title, steps) -> addAll(folder(logins, title, ""), steps));
    for (JsonNode tag : document.path("tags")) {
      addTag(folders, tag.path("name").asText(), tag.path("description").asText());
    }
    collection.putArray("event").add(script("prerequest", "sign.js")).add(script("test", "got.js"));
    WorkedSample sample = contract.securityHeaders().sample();
    collection
        .putArray("variable")
        .add(variable("baseUrl", baseUrl))
        .add(variable("appKey", sample.appKey()))
        .add(variable("appSecret", sample.appSecret()))
        .add(variable(DocumentedCall.SMS_CODE, DocumentedCall.smsCode(contract)));
    return collection;
  }

  private void addTag(ArrayNode folders, String tag, String description) {
    List<Operation> operations =
        contract.operations().stream().filter(each -> each.tag().equals(tag)).toList();
    if (!operations.isEmpty()) {
      ArrayNode items = folder(folders, DocumentedCall.title(description), description);
      operations.forEach(
          each ->
              addAll(
                  folder(items, DocumentedCall.title(each.summary()), each.summary()),
                  DocumentedCall.of(each)));
    }
  }

  private static ArrayNode folder(ArrayNode folders, String name, String description) {
    return folders.addObject().put("name", name).put("description", description).putArray("item");
  }

  private static void addAll(ArrayNode items, List<DocumentedCall> calls) {
    calls.forEach(call -> items.addObject().put("name", call.name()).set("request", request(call)));
  }

  private static ObjectNode request(DocumentedCall call) {
    ObjectNode request = JSON.objectNode().put("method", call.operation().method());
    ArrayNode headers = request.putArray("header");
    call.headers()
        .forEach((name, value) -> headers.addObject().put("key", name).put("value", value));
    String path = call.operation().path();
    ObjectNode url = request.putObject("url").put("raw", "{{baseUrl}}" + path);
    url.putArray("host").add("{{baseUrl}}");
    List.of(path.substring(1).split("/")).forEach(url.putArray("path")::add);
    request
        .putObject("body")
        .put("mode", "raw")
        .put("raw", call.body().toPrettyString())
        .putObject("options")
        .putObject("raw")
        .put("language", "json");
    return request;
  }

  private static ObjectNode variable(String key, String value) {
    return JSON.objectNode().put("key", key).put("value", value);
  }

  private ObjectNode script(String when, String file) {
    ObjectNode event = JSON.objectNode().put("listen", when);
    ArrayNode lines = event.putObject("script").put("type", "text/javascript").putArray("exec");
    lines.add("const CONTRACT = " + facts() + ";");
    String text = new String(Resources.bytes(FOLDER + file), UTF_8);
    text.lines().forEach(lines::add);
    return event;
  }

  /** The names that the scripts use. */
  private ObjectNode facts() {
    ObjectNode facts = JSON.objectNode();
    SecurityHeaders headers = contract.securityHeaders();
    facts
        .putObject("headers")
        .put("token", headers.token())
        .put("date", headers.date())
        .put("signature", headers.signature());
    WorkedSample sample = contract.securityHeaders().sample();
    facts.put(
        "scheme", sample.reqSign().substring(0, sample.reqSign().indexOf(sample.appKey() + ":")));
    contract.operations(Flow.Role.ISSUES_TOKEN).forEach(issuer -> token(facts, issuer));
    ArrayNode unsigned = facts.putArray("unsigned");
    contract.operations().stream()
        .filter(operation -> !operation.signed())
        .forEach(operation -> unsigned.add(operation.path()));
    DocumentedCall.handedOn(contract).forEach(facts.putArray("handedOn")::add);
    facts.put("tokenExpired", contract.codes().responseTo(Condition.TOKEN_EXPIRED).code().code());
    return facts.put("beforeCase", DocumentedCall.BEFORE_CASE);
  }

  private static void token(ObjectNode facts, Operation issuer) {
    Flow.Token token = issuer.inFlow(Flow::token).orElseThrow();
    ObjectNode values = facts.putObject("token").put("method", issuer.method());
    values
        .put("path", issuer.path())
        .put("appKey", token.appKey())
        .put("secret", token.secret())
        .put("at", token.at().toString())
        .put("lifetime", token.lifetime().toString())
        .putObject("body")
        .put(token.grant(), token.byCredentials());
  }
}
