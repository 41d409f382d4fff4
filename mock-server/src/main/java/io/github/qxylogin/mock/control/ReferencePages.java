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

  private static final String INDEX = PAGE + "/index.html";

  /** Their paths are those of the resources beside this class. */
  private static final Set<String> FILES =
      Set.of(
          Problem.CONTROL_YAML,
          PAGE + "/docs.js",
          PAGE + "/docs.css",
          PAGE + "/swagger-ui-bundle.js",
          PAGE + "/swagger-ui-bundle.js.LICENSE.txt",
          PAGE + "/swagger-ui.css");

  private static final Map<String, String> TYPES =
      Map.of(
          "yaml", "application/yaml",
          "html", "text/html",
          "js", "text/javascript",
          "css", "text/css",
          "txt", "text/plain");

  private ReferencePages() {}

  public static boolean owns(String path) {
    return isPage(path) || FILES.contains(path);
  }

  private static boolean isPage(String path) {
    return path.equals(PAGE) || path.equals(PAGE + "/");
  }

  public static Optional<Reply> answer(Call call) {
    if (!owns(call.path()) || !READING.contains(call.method())) {
      return Optional.empty();
    }
    String file = (isPage(call.path()) ? INDEX : call.path()).substring(1);
    String ending = file.substring(file.lastIndexOf('.') + 1);
    return PageFile.beside(ReferencePages.class, file, TYPES.get(ending));
  }
}
