package io.github.qxylogin.contracttests.check;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an answer has to be like. */
public sealed interface Expectation {

  /** Returns the HTTP status. */
  int status();

  /** Returns the documented code. */
  String code();

  /** Returns what may come, of which each is as good as the others. */
  default Stream<Expectation> alternatives() {
    return Stream.of(this);
  }

  /** Returns the refusal that has to come, or may. */
  default Optional<Refusal> refusal() {
    return Optional.empty();
  }

  /** The answer that a case documents. */
  record Documented(Case documented) implements Expectation {
    @Override
    public int status() {
      return documented.status();
    }

    @Override
    public String code() {
      return documented.answer().path(Envelope.CODE).asText();
    }
  }

  /**
   * Whatever a well-behaved server may answer to what no page tells of.
   *
   * @param answers the documented answers of which one may come
   * @param refusal the refusal that may come instead, if one may
   */
  record OneOf(List<Documented> answers, Optional<Refusal> refusal) implements Expectation {
    /** Pages answer it with the code of a success. */
    private static final Condition NO_SUCCESS = Condition.SECRET_WRONG;

    /** Returns the successes of an operation. */
    public static OneOf success(Operation operation) {
      return new OneOf(
          operation.cases().stream()
              .filter(c -> c.family() == Family.OK)
              .filter(c -> c.when() != NO_SUCCESS)
              .map(Documented::new)
              .toList(),
          Optional.empty());
    }

    @Override
    public Stream<Expectation> alternatives() {
      return Stream.concat(answers.stream(), refusal.stream());
    }

    @Override
    public int status() {
      return answers.get(0).status();
    }

    @Override
    public String code() {
      return refusal.map(Refusal::code).orElseGet(answers.get(0)::code);
    }
  }

  /**
   * A refusal that the code catalogue words.
   *
   * @param success the documented {@code success} of answers with that code, if there is one
   * @param field the field that the message has to name
   */
  record Refusal(int status, Code.Answer answer, Optional<Boolean> success, Optional<String> field)
      implements Expectation {
    @Override
    public String code() {
      return answer.code().code();
    }

    @Override
    public Optional<Refusal> refusal() {
      return Optional.of(this);
    }

    /** Returns whether a page prints it. */
    public boolean told() {
      return answer.evidence().documented();
    }

    /** Returns the same of a condition of which no page tells how it is refused. */
    public Refusal assumed() {
      Code.Answer family =
          new Code.Answer(answer.code(), answer.when(), answer.message(), Evidence.ASSUMED);
      return new Refusal(status, family, success, field);
    }
  }
}
