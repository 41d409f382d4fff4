package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.CaseNames;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A preference of the header {@code Prefer} (RFC 7240) that selects a case: {@code example=NAME} or
 * {@code code=CODE}. The first preference wins and is echoed in {@code Preference-Applied}.
 *
 * @param name {@code example} or {@code code}
 * @param value without its quotes; empty when there is none
 */
record Preference(String name, String value) {
  /** All up to the next comma that is not quoted; a quote that is not closed quotes nothing. */
  private static final Pattern ELEMENT =
      Pattern.compile("\\G((?:[^\",]++|\"[^\"]*+\"|\")*+)(?:,|$)");

  private static final Pattern CASE =
      Pattern.compile(
          "\\s*+(example|code)\\s*+(?:=\\s*+(?:\"([^\"]*+)\"|([^;]*+)))?\\s*+(?:;.*)?",
          Pattern.CASE_INSENSITIVE);

  static Optional<ChosenResponse> response(OperationRequest request) {
    return Optional.ofNullable(request.http().header().apply("Prefer"))
        .flatMap(Preference::first)
        .map(preference -> preference.response(request.operation()));
  }

  /** Returns the first preference that selects a case. A malformed value is taken as it is. */
  static Optional<Preference> first(String header) {
    return ELEMENT
        .matcher(header)
        .results()
        .map(element -> CASE.matcher(element.group(1)))
        .filter(Matcher::matches)
        .findFirst()
        .map(Preference::of);
  }

  private static Preference of(MatchResult preference) {
    String quoted = preference.group(2);
    String value = quoted == null ? preference.group(3) : quoted;
    String name = preference.group(1).toLowerCase(Locale.ROOT);
    return new Preference(name, value == null ? "" : value.strip());
  }

  private ChosenResponse response(Operation operation) {
    return operation.cases().stream()
        .filter(documented -> value.equals(key(documented)))
        .findFirst()
        .map(
            preferred ->
                ChosenResponse.of(preferred)
                    .because("prefer.case", this)
                    .with("Preference-Applied", toString()))
        .orElseGet(() -> unknown(operation));
  }

  private ChosenResponse unknown(Operation operation) {
    List<String> available = operation.cases().stream().map(this::key).distinct().toList();
    String problem = "prefer.no-" + name;
    Message unknown = Message.of(problem, operation.id(), InvalidValueException.quoted(value));
    Message detail = Message.of("name.available", unknown, String.join(", ", available));
    Message title = Message.of(problem + ".title");
    return ChosenResponse.problem(CaseNames.UNKNOWN + name, 400, title, detail, available)
        // Without the name: the caller may have chosen any text.
        .because("prefer.unknown");
  }

  private String key(Case documented) {
    return name.equals("example") ? documented.name() : documented.code();
  }

  @Override
  public String toString() {
    return name + "=" + value;
  }
}
