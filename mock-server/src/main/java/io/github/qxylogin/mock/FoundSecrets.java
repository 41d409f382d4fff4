package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contract.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the sensitive values of one call, by their names: in JSON, in JSON inside of texts, and in
 * what only looks like it. What is found once is masked wherever it stands.
 */
final class FoundSecrets {
  /** What is shorter than any code of an SMS is masked under its own name alone. */
  private static final int SHORTEST = 4;

  /** No honest call has as many, and each makes every text take longer to clean. */
  private static final int MOST = 100;

  /**
   * A member in what is no JSON: of a form, an address, an object that is cut or wrongly quoted.
   */
  private static final Pattern NAME =
      Pattern.compile("(?<!\\w)(\\w++)\\\\*+[\"']?+\\s*+[:=]\\s*+\\\\*+[\"']?+");

  /**
   * Nobody knows how such a value was meant to end: at the next sign, blank, parameter or quote.
   */
  private static final Pattern VALUE =
      Pattern.compile(
          "(?=([^\"'&,;}\\])\\s\\\\]*+))(?=([^\"'&\\s]*+))(?=([^\"'&]*+))(?=([^\"]*+))");

  /** User and password in an address. */
  private static final Pattern USER = Pattern.compile("//(?=([^/?#\\s@]++)@)[^:@]*+:?+([^@]*+)@");

  private final Redaction redaction;
  private final Secrets secrets;

  FoundSecrets(Redaction redaction) {
    this.redaction = redaction;
    secrets = new Secrets(redaction, SHORTEST);
  }

  /** Returns whether there are more than can be looked for: then no text may be shown. */
  boolean tooMany() {
    return secrets.size() > MOST;
  }

  String clean(String text) {
    return secrets.clean(text);
  }

  JsonNode clean(JsonNode body) {
    return secrets.clean(body);
  }

  /** Learns a value if its name is a sensitive one, and what the value itself names. */
  void in(String name, String value) {
    if (redaction.covers(name)) {
      learn(value);
      Stream.of(value.split(Call.BETWEEN_VALUES)).forEach(this::learn);
    }
    in(value);
  }

  /** Learns what a body names. */
  void in(byte[] body) {
    if (!JournalBody.read(body, this::inTree, this::inMember)) {
      loosely(new String(body, StandardCharsets.UTF_8));
    }
  }

  private void inTree(JsonNode tree) {
    secrets.learn(tree);
  }

  /** A name given twice, which no tree keeps, is met here too. */
  private void inMember(String name, String value) {
    if (redaction.covers(name)) {
      learn(value);
    } else {
      in(value);
    }
  }

  /** Learns what a text names, as it stands and as it stands in an address. */
  void in(String text) {
    Stream.of(text, QueryParameters.decoded(text)).distinct().forEach(this::inPlain);
  }

  private void inPlain(String text) {
    loosely(text);
    int object = text.indexOf('{');
    if (object >= 0 && !tooMany()) {
      JournalBody.read(
          text.substring(object).getBytes(StandardCharsets.UTF_8), this::inTree, this::inMember);
    }
  }

  private void loosely(String text) {
    for (Matcher name = NAME.matcher(text); !tooMany() && name.find(); ) {
      if (redaction.covers(name.group(1))) {
        value(text, name.start(), name.end());
      }
    }
    for (Matcher user = USER.matcher(text); !tooMany() && user.find(); ) {
      learn(user.group(1));
      learn(user.group(2));
    }
  }

  private void value(String text, int start, int from) {
    Matcher value = VALUE.matcher(text).region(from, text.length());
    value.lookingAt();
    if (value.group(1).length() < SHORTEST) {
      learn(text.substring(start, value.end(1)));
    }
    for (int end = 1; end <= value.groupCount(); end++) {
      learn(value.group(end));
    }
  }

  private void learn(String value) {
    secrets.learn(value);
    secrets.learn(QueryParameters.decoded(value));
  }
}
