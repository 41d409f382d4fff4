package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.PageFile;
import io.github.qxylogin.mock.exchange.Reply;
import java.util.Map;
import java.util.Optional;

/** Serves the page that shows the contract, and what it is made of: Swagger UI, and little more. */
final class ReferencePages {
  /** Where the page is; what it is made of is below. */
  static final String PAGE = "/docs";

  private static final String INDEX = "index.html";

  /** The files and their types. */
  private static final Map<String, String> FILES =
      Map.of(
          INDEX,
          "text/html",
          "docs.js",
          "text/javascript",
          "docs.css",
          "text/css",
          "swagger-ui-bundle.js",
          "text/javascript",
          "swagger-ui-bundle.js.LICENSE.txt",
          "text/plain",
          "swagger-ui.css",
          "text/css");

  private ReferencePages() {}

  private static String file(String path) {
    return path.equals(PAGE) || path.equals(PAGE + "/")
        ? INDEX
        : path.startsWith(PAGE + "/") ? path.substring(PAGE.length() + 1) : "";
  }

  static boolean owns(String path) {
    return FILES.containsKey(file(path));
  }

  static Optional<Reply> answer(String path) {
    return Optional.ofNullable(FILES.get(file(path)))
        .flatMap(type -> PageFile.beside(ReferencePages.class, "docs/" + file(path), type));
  }
}
