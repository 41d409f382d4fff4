package io.github.qxylogin.spring;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds two versions of OkHttp on the class path. OkHttp 4 and 5 are different artifacts, {@code
 * okhttp} and {@code okhttp-jvm}, so Maven keeps both, and the order of the jars decides.
 */
final class DuplicateOkHttp {
  private DuplicateOkHttp() {}

  /** Returns a warning if a class loader finds more than one OkHttp. */
  static Optional<String> warning(ClassLoader loader) {
    try {
      List<URL> found = Collections.list(loader.getResources("okhttp3/OkHttpClient.class"));
      return found.size() < 2
          ? Optional.empty()
          : Optional.of(
              "OkHttp is on the class path more than once: "
                  + found
                  + ". Exclude com.squareup.okhttp3:okhttp if the application uses okhttp-jvm.");
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
