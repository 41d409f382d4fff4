package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.NearestName;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.QueryParameters;
import java.util.Optional;

/**
 * Words that there is no operation at a path, and which one may be meant.
 *
 * @param nearest the operation whose path is most like it, if one is
 */
record UnknownPath(Call call, Optional<Operation> nearest) {
  static UnknownPath of(Call call, Contract contract) {
    return new UnknownPath(
        call,
        NearestName.of(call.path(), contract.operations().stream().map(Operation::path).toList())
            .flatMap(contract::operationAt));
  }

  /** A path is told whole, or not at all, since the journal finds no part of a secret. */
  Answer answer() {
    String asked =
        call.path().length() > NearestName.LONGEST
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
