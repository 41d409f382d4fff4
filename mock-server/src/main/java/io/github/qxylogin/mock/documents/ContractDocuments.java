package io.github.qxylogin.mock.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.document.Resources;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Serves the contract, and its calls as collections. Whatever a tool imports calls the mock, by the
 * address that it was fetched from, and not the platform. A contract that did not come with the jar
 * has no collections.
 */
public final class ContractDocuments {
  private static final String FILES = "/io/github/qxylogin/mock/documents";
  private static final String WRITTEN_ADDRESS = "http://127.0.0.1:8089";
  private static final String COLLECTIONS = "/collections/";

  /** Called by a name that is not its own, the mock does not know its address. */
  private static final String NO_ADDRESS = "http://address-of-the-mock.invalid";

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "/openapi.json",
          Answer.JSON,
          "/openapi.yaml",
          "application/yaml;charset=UTF-8",
          "/docs/openapi.json",
          Answer.JSON,
          COLLECTIONS + "postman.json",
          Answer.JSON,
          COLLECTIONS + "qixiangyun-login.http",
          "text/plain;charset=UTF-8");

  private final Contract contract;
  private final Optional<String> folder;

  public ContractDocuments(Contract contract) {
    this.contract = contract;
    folder = folder(contract, Contract.load());
  }

  private static Optional<String> folder(Contract contract, Contract whole) {
    return contract == whole
        ? Optional.of(FILES)
        : whole.modules().stream()
            .filter(module -> contract == whole.module(module))
            .map(module -> FILES + "/" + module)
            .findFirst();
  }

  public static boolean owns(String path) {
    return CONTENT_TYPES.containsKey(path);
  }

  public Optional<Reply> answer(Call call) {
    boolean known = folder.isPresent() || !call.path().startsWith(COLLECTIONS);
    return known && READING.contains(call.method()) && owns(call.path())
        ? Optional.of(document(call.path(), call.origin().get()))
        : Optional.empty();
  }

  private Reply document(String path, String origin) {
    String text =
        folder.map(in -> new String(Resources.bytes(in + path), UTF_8)).orElseGet(this::published);
    boolean collection = path.startsWith(COLLECTIONS);
    String address = origin.isEmpty() ? collection ? NO_ADDRESS : "/" : origin;
    byte[] body = text.replace(WRITTEN_ADDRESS, address).getBytes(UTF_8);
    Reply reply = Reply.of(200, CONTENT_TYPES.get(path), body);
    return collection
        ? reply.with(
            "Content-Disposition",
            "attachment; filename=\"" + path.substring(COLLECTIONS.length()) + "\"")
        : reply;
  }

  /** JSON is YAML too. */
  private String published() {
    ObjectNode document = contract.published();
    document.putArray("servers").addObject().put("url", WRITTEN_ADDRESS);
    return document.toString();
  }
}
