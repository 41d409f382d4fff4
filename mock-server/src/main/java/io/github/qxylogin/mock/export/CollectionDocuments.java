package io.github.qxylogin.mock.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Documents;
import io.github.qxylogin.mock.exchange.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Serves the calls of the contract as collections for tools that people send them with, and writes
 * them to files. Served, they call the mock by the address that they were fetched from.
 */
public final class CollectionDocuments {
  private static final String FOLDER = "/collections/";
  private static final String USUAL_ADDRESS = "http://127.0.0.1:8089";

  /** By a name that is not its own the mock does not know its address, and guesses none. */
  private static final String NO_ADDRESS = "http://address-of-the-mock.invalid";

  private static final String TEXT = "text/plain;charset=UTF-8";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private static final Map<String, Collection> BY_NAME =
      Map.of(
          "postman.json",
          new Collection(
              Answer.JSON,
              (contract, url) -> new PostmanCollection(contract, url).json().toPrettyString()),
          "qixiangyun-login.http",
          new Collection(TEXT, HttpFile::of));

  private final Contract contract;
  private final Documents written = new Documents();

  /** A collection, and how it is written with the address that is called. */
  private record Collection(String contentType, BiFunction<Contract, String, String> written) {}

  public CollectionDocuments(Contract contract) {
    this.contract = contract;
  }

  /**
   * Writes the collections of the contract.
   *
   * @param args the folder to write to
   * @throws IOException if it cannot be written to
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Contract contract = Contract.load();
    for (Map.Entry<String, Collection> each : BY_NAME.entrySet()) {
      Files.writeString(
          folder.resolve(each.getKey()), each.getValue().written().apply(contract, USUAL_ADDRESS));
    }
  }

  public static boolean owns(String path) {
    return path.startsWith(FOLDER) && BY_NAME.containsKey(path.substring(FOLDER.length()));
  }

  public Optional<Reply> answer(Call call) {
    if (!READING.contains(call.method()) || !owns(call.path())) {
      return Optional.empty();
    }
    String name = call.path().substring(FOLDER.length());
    return Optional.of(written.get(call, origin -> collection(name, origin)));
  }

  private Reply collection(String name, String origin) {
    Collection collection = BY_NAME.get(name);
    String text = collection.written().apply(contract, origin.isEmpty() ? NO_ADDRESS : origin);
    return Reply.of(200, collection.contentType(), text.getBytes(UTF_8))
        .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }
}
