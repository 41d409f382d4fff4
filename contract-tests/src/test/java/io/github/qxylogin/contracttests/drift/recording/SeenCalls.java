package io.github.qxylogin.contracttests.drift.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Timing;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Recorded calls: documented requests and responses, changed at one place. */
final class SeenCalls {
  private static final Instant AT = Instant.parse("2026-11-25T08:00:00Z");
  private static final String JSON = "application/json;charset=UTF-8";

  private final List<Function<Contract, HarEntry>> calls = new ArrayList<>();
  private boolean ofTheSuite;

  /** What a contract says about the calls. */
  record Judged(List<Outcome> outcomes, DriftOverlay edits) {
    List<Finding> findings() {
      return outcomes.stream()
          .flatMap(outcome -> outcome.calls().stream())
          .flatMap(call -> call.findings().stream())
          .toList();
    }

    /** Returns kind and place of each finding. */
    List<String> lines() {
      return findings().stream()
          .map(
              found -> (found.breaking() ? "breaking " : "") + found.difference().key() + at(found))
          .toList();
    }

    private static String at(Finding finding) {
      return finding.place().startsWith("/") ? " " + finding.place() : "";
    }
  }

  SeenCalls and(String operation, String documentedCase, Consumer<ObjectNode> change) {
    calls.add(
        contract -> {
          Case documented = contract.operation(operation).documentedCase(documentedCase);
          ObjectNode response = documented.response().deepCopy();
          change.accept(response);
          ObjectNode request = ValidRequest.of(contract.operation(operation));
          return call(contract, operation, request, documented.status(), response);
        });
    return this;
  }

  SeenCalls and(String operation, ObjectNode request, int status, JsonNode response) {
    calls.add(contract -> call(contract, operation, request, status, response));
    return this;
  }

  SeenCalls and(String operation, String contentType, byte[] response) {
    calls.add(
        contract ->
            call(
                contract,
                operation,
                MissingNode.getInstance(),
                Response.of(200, contentType, response)));
    return this;
  }

  /** Adds a call that sends a changed request, and gets the usual success. */
  SeenCalls sending(String id, Consumer<ObjectNode> change) {
    calls.add(
        contract -> {
          Operation operation = contract.operation(id);
          ObjectNode request = ValidRequest.of(operation);
          change.accept(request);
          Case success = operation.firstSuccess();
          return call(contract, id, request, success.status(), success.response());
        });
    return this;
  }

  /** Says that the contract tests sent them. */
  SeenCalls ofTheSuite() {
    ofTheSuite = true;
    return this;
  }

  private HarEntry call(
      Contract contract, String operation, JsonNode request, int status, JsonNode response) {
    Response whole = Response.of(status, JSON, response.toString().getBytes(UTF_8));
    return call(contract, operation, request, whole);
  }

  private HarEntry call(Contract contract, String id, JsonNode request, Response response) {
    Operation operation = contract.operation(id);
    return new HarEntry(
        operation.method(),
        "",
        operation.path(),
        Optional.of(new Timing(AT, Duration.ofMillis(7))),
        request,
        response,
        ofTheSuite,
        false,
        false);
  }

  Judged against(Contract contract) {
    Masking masking = new Masking(contract);
    DriftOverlay edits = new DriftOverlay(contract, masking);
    RecordedRun run = new RecordedRun(contract, masking, edits);
    calls.forEach(call -> run.add(call.apply(contract)));
    return new Judged(run.outcomes(), edits);
  }
}
