package io.github.qxylogin.mock.conformance;

import io.github.qxylogin.contract.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A contract violation at one place of an operation, which a question has to detect. */
record Mutation(String operator, Operation operation, String place, Fault fault) {

  /** Responds to a call in place of the honest server. */
  interface Fault {
    Response response(Request request, Mutated server);
  }

  /** A call, with the honest server's response. */
  record Call(Request request, Response response, Instant at) {
    boolean of(Operation operation) {
      return request.operation().equals(operation);
    }

    /** Returns whether it succeeded, and not since a documented response was asked for. */
    boolean succeeded() {
      return request.undocumented() && response.succeeds(request.operation());
    }
  }

  /** A server that violates the contract, with its calls since then. */
  record Mutated(Server honest, Mutation mutation, List<Call> past) implements Server {
    @Override
    public Response response(Request request) {
      return mutation.fault().response(request, this);
    }

    Call honestly(Request request) {
      Call call = new Call(request, honest.response(request), honest.now());
      past.add(call);
      return call;
    }

    /** Returns the calls before the newest one. */
    Stream<Call> before(Predicate<Call> which) {
      return past.stream().limit(past.size() - 1L).filter(which);
    }

    @Override
    public Instant now() {
      return honest.now();
    }

    @Override
    public void advance(Duration time) {
      honest.advance(time);
    }

    @Override
    public String smsCode(String task) {
      return honest.smsCode(task);
    }
  }

  Server applied(Server honest) {
    return new Mutated(honest, this, new ArrayList<>());
  }

  @Override
  public String toString() {
    return operator + " " + operation + " " + place;
  }
}
