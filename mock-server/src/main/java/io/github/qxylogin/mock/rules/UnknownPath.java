package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.NearestName;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.QueryParameters;
import io.github.qxylogin.mock.text.Message;
import java.util.Optional;

/** Answers requests whose path no operation has, with the operation of the most similar path. */
final class UnknownPath {
  private UnknownPath() {}

  /** Names the whole path or nothing of it, since the journal finds no part of a secret. */
  static Answer answer(Call call, Contract contract) {
    Optional<Operation> nearest =
        NearestName.of(call.path(), contract.operations().stream().map(Operation::path).toList())
            .flatMap(contract::operationAt);
    Message detail = Problem.PATH_UNKNOWN.detail();
    Message asked =
        call.path().length() > NearestName.LONGEST
            ? Message.of("path.no-operation", detail)
            : Message.of(
                "path.no-operation-at",
                detail,
                call.method(),
                QueryParameters.decoded(call.path()));
    Message meant =
        nearest
            .map(o -> Message.of("path.nearest", asked, o.id(), o.method(), o.path()))
            .orElse(asked);
    return Problem.PATH_UNKNOWN
        .answer(Message.of("path.all-cases", meant))
        .because(
            nearest
                .map(o -> Message.of("path.unknown-nearest", o.id(), o.path()))
                .orElse(Message.of("path.unknown")));
  }
}
