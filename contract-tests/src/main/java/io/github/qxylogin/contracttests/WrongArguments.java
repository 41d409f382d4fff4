package io.github.qxylogin.contracttests;

import io.github.qxylogin.contracttests.text.Nearest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Words what is wrong with the command line. Of what fits no option only names are told: the rest
 * may be a secret.
 */
final class WrongArguments {
  private static final Pattern NAME =
      Pattern.compile("(--?[A-Za-z][A-Za-z-]*)(=.*)?", Pattern.DOTALL);

  private WrongArguments() {}

  static String message(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return wrong.getMessage();
    }
    List<String> names =
        unmatched.getUnmatched().stream()
            .map(NAME::matcher)
            .filter(Matcher::matches)
            .map(name -> name.group(1))
            .toList();
    if (names.isEmpty()) {
      return "there is an argument that belongs to no option";
    }
    List<String> options =
        List.copyOf(wrong.getCommandLine().getCommandSpec().optionsMap().keySet());
    return "there is no option " + names.get(0) + Nearest.question(names.get(0), options);
  }
}
