package io.github.qxylogin.mock.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.arazzo.Arazzo;
import io.github.qxylogin.contract.document.Chinese;
import io.github.qxylogin.contract.document.Resources;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the files of the class path: the console, the page of the contract, the contract and
 * collections of its calls. None of them is secret. A contract that is not from the jar has no
 * collections.
 */
public final class StaticFiles {
  private static final String ROOT = "/io/github/qxylogin/mock";
  private static final String FOLDER = ROOT + "/documents";
  private static final String COLLECTIONS = "/collections/";
  private static final String ARAZZO = "/arazzo.";
  private static final String CHINESE = ".zh.";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** In documents, the address of the platform is replaced by the called address of the mock. */
  private static final Set<String> DOCUMENTS =
      Set.of(
          "/openapi.json",
          "/openapi.yaml",
          ARAZZO + "json",
          ARAZZO + "yaml",
          "/openapi.zh.json",
          "/openapi.zh.yaml",
          "/docs/openapi.json",
          "/docs/openapi.zh.json",
          COLLECTIONS + "postman.json",
          COLLECTIONS + "qixiangyun-login.http");

  private static final String WRITTEN_ADDRESS = "http://127.0.0.1:8089";

  /** A request to another host name gets no address. */
  private static final String NO_ADDRESS = "http://address-of-the-mock.invalid";

  private static final Map<String, String> PAGES =
      Map.of(
          "/", "/console/index.html",
          "/control.yaml", "/control/control.yaml",
          "/docs", "/control/docs/index.html",
          "/docs/", "/control/docs/index.html",
          "/llms.txt", "/control/llms.txt");

  private static final Map<String, String> FOLDERS =
      Map.of("/__mock/console/", "/console/", "/docs/", "/control/docs/");

  /** The name has no slash: it is a file of the folder itself. */
  private static final Pattern FILE =
      Pattern.compile("(/__mock/console/|/docs/)([A-Za-z0-9.-]{1,40}\\.(?:js|css|svg|txt))");

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css",
          "html", "text/html",
          "http", "text/plain",
          "js", "text/javascript",
          "json", "application/json",
          "svg", "image/svg+xml",
          "txt", "text/plain",
          "yaml", "application/yaml");

  /** A page runs, loads and calls its own origin only. A style sheet may contain icons as data. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

  private final Contract contract;
  private final Optional<String> folder;

  public StaticFiles(Contract contract) {
    this.contract = contract;
    folder = folder(contract, Contract.load());
  }

  private static Optional<String> folder(Contract contract, Contract whole) {
    return contract == whole
        ? Optional.of(FOLDER)
        : whole.modules().stream()
            .filter(module -> contract == whole.module(module))
            .map(module -> FOLDER + "/" + module)
            .findFirst();
  }

  /** Returns whether a request is for one of the files. */
  public boolean owns(String method, String path) {
    return READING.contains(method)
        && (DOCUMENTS.contains(path)
            ? folder.isPresent() || !path.startsWith(COLLECTIONS)
            : resource(path).isPresent());
  }

  /** Returns the class-path resource of a path, if it is a file of the mock. */
  private static Optional<String> resource(String path) {
    Matcher file = FILE.matcher(path);
    String name = file.matches() ? FOLDERS.get(file.group(1)) + file.group(2) : PAGES.get(path);
    return Optional.ofNullable(name)
        .map(ROOT::concat)
        .filter(resource -> StaticFiles.class.getResource(resource) != null);
  }

  /** Returns the file of a request that {@link #owns} accepts. */
  public MockResponse respond(MockRequest request) {
    String path = request.path();
    boolean document = DOCUMENTS.contains(path);
    String name = document ? path : resource(path).orElseThrow();
    byte[] body = document ? document(path, request.origin().get()) : Resources.bytes(name);
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    MockResponse response =
        MockResponse.of(200, type + ";charset=UTF-8", body)
            .with("Content-Security-Policy", POLICY)
            .with("X-Content-Type-Options", "nosniff")
            .with("Referrer-Policy", "no-referrer")
            .with("Cache-Control", "no-store");
    return path.startsWith(COLLECTIONS)
        ? response.with(
            "Content-Disposition",
            "attachment; filename=\"" + path.substring(COLLECTIONS.length()) + "\"")
        : response;
  }

  private byte[] document(String path, String origin) {
    if (path.startsWith(ARAZZO)) {
      return arazzo(path);
    }
    String text =
        path.contains(CHINESE)
            ? written(
                path, Chinese.load().document(document(path.replaceFirst("zh\\.\\w+$", "json"))))
            : folder
                .map(in -> new String(Resources.bytes(in + path), UTF_8))
                .orElseGet(() -> written(path, published()));
    String unknown = path.startsWith(COLLECTIONS) ? NO_ADDRESS : "/";
    return text.replace(WRITTEN_ADDRESS, origin.isEmpty() ? unknown : origin).getBytes(UTF_8);
  }

  private byte[] arazzo(String path) {
    return contract == Contract.load()
        ? Resources.bytes(Resources.FOLDER + path)
        : written(path, Arazzo.of(contract)).getBytes(UTF_8);
  }

  private static String written(String path, JsonNode document) {
    return path.endsWith(".yaml") ? Yaml.of(document) : document.toString();
  }

  private ObjectNode document(String path) {
    return folder.map(in -> Resources.json(in + path)).orElseGet(this::published);
  }

  private ObjectNode published() {
    ObjectNode document = contract.published();
    document.putArray("servers").addObject().put("url", WRITTEN_ADDRESS);
    return document;
  }
}
