package io.github.qxylogin.mock.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A file of a page that the mock shows in a browser. */
public final class PageFile {
  /**
   * A page runs, loads and calls its own origin only. Its style sheet may contain icons as data.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

  private PageFile() {}

  /**
   * Returns a file of the class path, from the package of a class, if it exists.
   *
   * @param type its media type, without the charset, which is UTF-8
   */
  public static Optional<Reply> beside(Class<?> page, String name, String type) {
    try (InputStream in = page.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              Reply.of(200, type + ";charset=UTF-8", in.readAllBytes())
                  .with("Content-Security-Policy", POLICY)
                  .with("X-Content-Type-Options", "nosniff")
                  .with("Referrer-Policy", "no-referrer")
                  .with("Cache-Control", "no-store"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
