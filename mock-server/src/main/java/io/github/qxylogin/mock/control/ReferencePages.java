package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.PageFile;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Serves the description of the control API, and the page that shows the contract: Swagger UI, and
 * little more.
 */
public final class ReferencePages {
  private static final String PAGE = "/docs";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** The files by their paths. */
  private static final Map<String, String> FILES =
      Map.of(
          Problem.CONTROL_YAML,
          "control.yaml",
          PAGE,
          "docs/index.html",
          PAGE + "/",
          "docs/index.html",
          PAGE + "/docs.js",
          "docs/docs.js",
          PAGE + "/docs.css",
          "docs/docs.css",
          PAGE + "/swagger-ui-bundle.js",
          "docs/swagger-ui-bundle.js",
          PAGE + "/swagger-ui-bundle.js.LICENSE.txt",
          "docs/swagger-ui-bundle.js.LICENSE.txt",
          PAGE + "/swagger-ui.css",
          "docs/swagger-ui.css");

  private static final Map<String, String> TYPES =
      Map.of(
          "yaml", "application/yaml",
          "html", "text/html",
          "js", "text/javascript",
          "css", "text/css",
          "txt", "text/plain");

  private ReferencePages() {}

  public static boolean owns(String path) {
    return FILES.containsKey(path);
  }

  public static Optional<Reply> answer(Call call) {
    return Optional.ofNullable(FILES.get(call.path()))
        .filter(file -> READING.contains(call.method()))
        .flatMap(
            file ->
                PageFile.beside(
                    ReferencePages.class,
                    file,
                    TYPES.get(file.substring(file.lastIndexOf('.') + 1))));
  }
}
