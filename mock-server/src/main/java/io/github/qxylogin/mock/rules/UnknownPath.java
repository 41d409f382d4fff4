package io.github.qxylogin.mock.rules;

import static java.util.Comparator.comparingInt;

import com.github.tomakehurst.wiremock.common.Strings;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.QueryParameters;
import java.util.Locale;
import java.util.Optional;

/**
 * Words that there is no operation at a path, and which one may be meant.
 *
 * @param nearest the operation whose path is most like it, if one is
 */
record UnknownPath(Call call, Optional<Operation> nearest) {
  /** Nobody mistypes a longer one, and it would take long to compare. */
  private static final int LONGEST = 200;

  /** One character in so many may be mistyped. */
  private static final int ONE_IN = 3;

  static UnknownPath of(Call call, Contract contract) {
    String path = call.path().toLowerCase(Locale.ROOT);
    if (path.length() > LONGEST) {
      return new UnknownPath(call, Optional.empty());
    }
    return new UnknownPath(
        call,
        contract.operations().stream()
            .filter(operation -> distance(operation, path) <= path.length() / ONE_IN)
            .min(comparingInt(operation -> distance(operation, path))));
  }

  private static int distance(Operation operation, String path) {
    return Strings.getLevenshteinDistance(operation.path().toLowerCase(Locale.ROOT), path);
  }

  /** A path is told whole, or not at all, since the journal finds no part of a secret. */
  Answer answer() {
    String asked =
        call.path().length() > LONGEST
            ? "No operation is there. "
            : "No operation is at %s %s. "
                .formatted(call.method(), QueryParameters.decodedWithPlusSigns(call.path()));
    String meant =
        nearest
            .map(o -> "The nearest is %s, %s %s. ".formatted(o.id(), o.method(), o.path()))
            .orElse("");
    return Problem.PATH_UNKNOWN.answer(asked + meant + "GET /__mock/cases lists them all.");
  }

  /** Returns the same for the journal, which has the path beside it. */
  String why() {
    return "no operation has this path"
        + nearest.map(o -> "; the nearest is %s, %s".formatted(o.id(), o.path())).orElse("");
  }
}
