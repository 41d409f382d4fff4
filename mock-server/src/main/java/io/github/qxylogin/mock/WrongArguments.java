package io.github.qxylogin.mock;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Words what is wrong with the command line. Of what fits no option only names are told: the rest
 * may be a secret after a misspelt name, or one that lost its option.
 */
final class WrongArguments {

  private static final Pattern NAME =
      Pattern.compile("(--[a-z][a-z-]*|-[a-zA-Z])(=.*)?", Pattern.DOTALL);

  private WrongArguments() {}

  static String message(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return wrong.getMessage();
    }
    List<String> names =
        unmatched.getUnmatched().stream()
            .map(NAME::matcher)
            .filter(Matcher::matches)
            .map(name -> "'" + name.group(1) + "'")
            .toList();
    return names.isEmpty()
        ? "There is an argument that belongs to no option"
        : "There is no option " + String.join(", ", names);
  }
}
