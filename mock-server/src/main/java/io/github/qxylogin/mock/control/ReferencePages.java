package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.PageFile;
import io.github.qxylogin.mock.exchange.Reply;
import java.util.Map;
import java.util.Optional;

/** Serves the page that shows the contract, and what it is made of: Swagger UI, and little more. */
final class ReferencePages {
  /** Where the page is; what it is made of is below. */
  static final String PAGE = "/docs";

  private static final String SCRIPT = "text/javascript";
  private static final String STYLE = "text/css";

  /** The files by their paths, and what they are. */
  private static final Map<String, File> FILES =
      Map.of(
          PAGE,
          new File("index.html", "text/html"),
          PAGE + "/",
          new File("index.html", "text/html"),
          PAGE + "/docs.js",
          new File("docs.js", SCRIPT),
          PAGE + "/docs.css",
          new File("docs.css", STYLE),
          PAGE + "/swagger-ui-bundle.js",
          new File("swagger-ui-bundle.js", SCRIPT),
          PAGE + "/swagger-ui-bundle.js.LICENSE.txt",
          new File("swagger-ui-bundle.js.LICENSE.txt", "text/plain"),
          PAGE + "/swagger-ui.css",
          new File("swagger-ui.css", STYLE));

  private ReferencePages() {}

  private record File(String name, String type) {}

  static boolean owns(String path) {
    return FILES.containsKey(path);
  }

  static Optional<Reply> answer(String path) {
    return Optional.ofNullable(FILES.get(path))
        .flatMap(file -> PageFile.beside(ReferencePages.class, "docs/" + file.name(), file.type()));
  }
}
