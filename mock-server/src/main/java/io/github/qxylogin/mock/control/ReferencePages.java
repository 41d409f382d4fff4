package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

  /**
   * The page runs its own files, and calls and loads nothing but from where it came. Swagger UI's
   * style sheet has its icons in it, as data.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private ReferencePages() {}

  private record File(String name, String type) {}

  static boolean owns(String path) {
    return FILES.containsKey(path);
  }

  static Optional<Reply> answer(String path) {
    return Optional.ofNullable(FILES.get(path)).map(ReferencePages::reply);
  }

  private static Reply reply(File file) {
    try (InputStream in = ReferencePages.class.getResourceAsStream("docs/" + file.name())) {
      return Reply.of(200, file.type() + ";charset=UTF-8", in.readAllBytes())
          .with("Content-Security-Policy", POLICY)
          .with("X-Content-Type-Options", "nosniff")
          .with("Referrer-Policy", "no-referrer")
          .with("Cache-Control", "no-cache");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
