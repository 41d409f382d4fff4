package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.NearestName;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.QueryParameters;
import java.util.Optional;

/** Answers requests whose path no operation has, with the operation of the most similar path. */
final class UnknownPath {
  private UnknownPath() {}

  /** Names the whole path or nothing of it, since the journal finds no part of a secret. */
  static Answer answer(Call call, Contract contract) {
    Optional<Operation> nearest =
        NearestName.of(call.path(), contract.operations().stream().map(Operation::path).toList())
            .flatMap(contract::operationAt);
    String asked =
        call.path().length() > NearestName.LONGEST
            ? "No operation is there. "
            : "No operation is at %s %s. "
                .formatted(call.method(), QueryParameters.decoded(call.path()));
    String meant =
        nearest
            .map(o -> "The nearest is %s, %s %s. ".formatted(o.id(), o.method(), o.path()))
            .orElse("");
    return Problem.PATH_UNKNOWN
        .answer(asked + meant + "GET /__mock/cases lists them all.")
        .because(
            "no operation has this path"
                + nearest
                    .map(o -> "; the nearest is %s, %s".formatted(o.id(), o.path()))
                    .orElse(""));
  }
}
