package io.github.qxylogin.mock.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.document.Resources;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Documents;
import io.github.qxylogin.mock.exchange.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Serves the contract's calls as collections for Postman and for editors. They call the mock by the
 * address that they were fetched from. A contract that did not come with the jar has none.
 */
public final class CollectionDocuments {
  private static final String FOLDER = "/collections/";
  private static final String FILES = "/io/github/qxylogin/mock/documents/collections/";
  private static final String WRITTEN_ADDRESS = "http://127.0.0.1:8089";

  /** Called by a name that is not its own, the mock does not know its address. */
  private static final String NO_ADDRESS = "http://address-of-the-mock.invalid";

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final Map<String, String> CONTENT_TYPES =
      Map.of("postman.json", Answer.JSON, "qixiangyun-login.http", "text/plain;charset=UTF-8");

  private final Optional<String> folder;
  private final Documents written = new Documents();

  public CollectionDocuments(Contract contract) {
    folder = folder(contract, Contract.load());
  }

  private static Optional<String> folder(Contract contract, Contract whole) {
    return contract == whole
        ? Optional.of("")
        : whole.modules().stream()
            .filter(module -> contract == whole.module(module))
            .map(module -> module + "/")
            .findFirst();
  }

  public static boolean owns(String path) {
    return path.startsWith(FOLDER) && CONTENT_TYPES.containsKey(path.substring(FOLDER.length()));
  }

  public Optional<Reply> answer(Call call) {
    String name = call.path().substring(call.path().lastIndexOf('/') + 1);
    return folder
        .filter(none -> READING.contains(call.method()) && owns(call.path()))
        .map(in -> written.get(call, origin -> collection(in, name, origin)));
  }

  private static Reply collection(String folder, String name, String origin) {
    String address = origin.isEmpty() ? NO_ADDRESS : origin;
    String text = new String(Resources.bytes(FILES + folder + name), UTF_8);
    return Reply.of(
            200, CONTENT_TYPES.get(name), text.replace(WRITTEN_ADDRESS, address).getBytes(UTF_8))
        .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }
}
