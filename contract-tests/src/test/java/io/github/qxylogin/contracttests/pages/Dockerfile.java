package io.github.qxylogin.contracttests.pages;

import static java.util.regex.Pattern.MULTILINE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The Dockerfile of this repository, as far as the tests read it. */
final class Dockerfile {
  static final Path FILE = Page.ROOT.resolve("mock-server/Dockerfile");

  private static final String TEXT = Page.read(FILE).replace("\\\n", " ");

  private Dockerfile() {}

  /** Returns the arguments of each instruction of that name, all stages together. */
  static List<String> each(String instruction) {
    return found("^" + instruction + " (.*)$");
  }

  static List<String> found(String pattern) {
    return Pattern.compile(pattern, MULTILINE)
        .matcher(TEXT)
        .results()
        .map((MatchResult found) -> found.group(1).strip())
        .toList();
  }

  /** Returns the arguments of the image for the mock server, before all others. */
  static List<String> arguments() throws JsonProcessingException {
    List<String> entrypoint =
        List.of(new ObjectMapper().readValue(each("ENTRYPOINT").get(0), String[].class));
    return entrypoint.subList(entrypoint.indexOf("-jar") + 2, entrypoint.size());
  }
}
