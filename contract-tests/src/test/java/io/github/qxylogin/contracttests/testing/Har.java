package io.github.qxylogin.contracttests.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.ValidRequest;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.Function;

/** An HTTP archive such as a browser exports: header names in lower case, HTTP/2. */
public final class Har {

  private static final Contract CONTRACT = Contract.load();
  private static final String HOST = "https://api.qixiangyun.com";

  private final ObjectNode har = JsonNodeFactory.instance.objectNode();
  private final ArrayNode entries;

  public Har() {
    ObjectNode log = har.putObject("log");
    log.put("version", "1.2").putObject("creator").put("name", "a browser");
    log.putArray("pages").addObject().putObject("pageTimings");
    entries = log.putArray("entries");
  }

  /** Adds a call and its documented response, changed. */
  public Har call(String operation, String documentedCase, Consumer<ObjectNode> change) {
    ObjectNode content = content(operation);
    content.put("text", response(operation, documentedCase, change));
    return this;
  }

  /** Adds a call with a response in Base64. */
  public Har encoded(String operation, String documentedCase, Function<String, byte[]> bytes) {
    byte[] body = bytes.apply(response(operation, documentedCase, response -> {}));
    ObjectNode content = content(operation);
    content.put("text", Base64.getEncoder().encodeToString(body)).put("encoding", "base64");
    return this;
  }

  /** Adds a call without a response: the browser has dropped it. */
  public Har withoutBody(String operation) {
    content(operation);
    return this;
  }

  /** Adds the question that a browser asks before a call of another host. */
  public Har preflight(String operation) {
    add("OPTIONS", HOST + CONTRACT.operation(operation).path());
    return this;
  }

  public Har get(String url) {
    add("GET", url);
    return this;
  }

  /** Returns the latest entry, to be changed. */
  public ObjectNode last() {
    return (ObjectNode) entries.get(entries.size() - 1);
  }

  public String text() {
    return har.toPrettyString();
  }

  private static String response(String id, String name, Consumer<ObjectNode> change) {
    Case documented = CONTRACT.operation(id).documentedCase(name);
    ObjectNode response = documented.response().deepCopy();
    change.accept(response);
    return response.toString();
  }

  private ObjectNode content(String id) {
    Operation operation = CONTRACT.operation(id);
    ObjectNode entry = add(operation.method(), HOST + operation.path());
    entry
        .withObject("/request/postData")
        .put("mimeType", "application/json")
        .put("text", ValidRequest.of(operation).toString());
    return entry.withObject("/response/content").put("mimeType", "application/json");
  }

  private ObjectNode add(String method, String url) {
    ObjectNode entry = entries.addObject();
    entry.put("startedDateTime", "2026-11-25T08:00:00.000Z");
    ObjectNode request = entry.putObject("request");
    request.put("method", method).put("url", url).put("httpVersion", "h2");
    request.putArray("headers").addObject().put("name", ":method").put("value", method);
    request.putArray("queryString");
    ObjectNode response = entry.putObject("response");
    response.put("status", 200).put("httpVersion", "h2");
    response
        .putArray("headers")
        .addObject()
        .put("name", "content-type")
        .put("value", "application/json;charset=UTF-8");
    response.putObject("content").put("size", -1);
    return entry;
  }
}
