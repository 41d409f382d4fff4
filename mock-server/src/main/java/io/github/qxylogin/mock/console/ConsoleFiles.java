package io.github.qxylogin.mock.console;

import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.PageFile;
import io.github.qxylogin.mock.exchange.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the console's files, which hold nothing secret: whoever may load the page may not yet use
 * the control API.
 */
public final class ConsoleFiles {
  /** Where the page is. */
  public static final String PAGE = "/";

  private static final String INDEX = "index.html";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** No slash and no dot but the last: what is asked for is one of this package's resources. */
  private static final Pattern FILE =
      Pattern.compile("/__mock/console/([a-z0-9-]{1,40}\\.(js|css|svg))");

  private static final Map<String, String> TYPES =
      Map.of("js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  private ConsoleFiles() {}

  public static boolean owns(String method, String path) {
    return FILE.matcher(path).matches() || (path.equals(PAGE) && READING.contains(method));
  }

  /** Answers a call for one of the files; nothing when it is for something else. */
  public static Optional<Reply> answer(Call call) {
    if (!READING.contains(call.method())) {
      return Optional.empty();
    }
    if (call.path().equals(PAGE)) {
      return PageFile.beside(ConsoleFiles.class, INDEX, "text/html");
    }
    Matcher file = FILE.matcher(call.path());
    return file.matches()
        ? PageFile.beside(ConsoleFiles.class, file.group(1), TYPES.get(file.group(2)))
        : Optional.empty();
  }
}
