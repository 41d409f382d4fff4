package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for what a refusal must not hand over: the data of a success. */
final class RefusedData {
  private final CodeJudge codes;
  private final Set<String> sensitive;

  RefusedData(Contract contract, CodeJudge codes) {
    this.codes = codes;
    this.sensitive = contract.sensitiveNames();
  }

  /** Returns what is wrong with the data of a refusal: what opens a session. */
  Optional<Finding> given(Operation operation, JsonNode body) {
    JsonNode data = new Envelope(body).data();
    boolean wrong = names(data).anyMatch(secrets(operation)::contains);
    return wrong
        ? Optional.of(codes.finding(Envelope.DATA, Difference.OTHER_VALUE, "no data", body))
        : Optional.empty();
  }

  /** Returns what is secret in a success's data, but for what the call itself was sent with. */
  private Set<String> secrets(Operation operation) {
    Set<String> secrets = new HashSet<>();
    operation.cases().stream()
        .filter(c -> c.family() == Family.OK)
        .map(c -> new Envelope(c.answer()).data())
        .flatMap(RefusedData::names)
        .forEach(secrets::add);
    secrets.retainAll(sensitive);
    operation.fields().forEach(field -> secrets.remove(field.name()));
    operation
        .inFlow(Flow::maskedMobile)
        .ifPresent(mask -> secrets.remove(mask.at().last().getMatchingProperty()));
    return secrets;
  }

  /** Returns the names of the members that have a value, at whatever depth. */
  private static Stream<String> names(JsonNode data) {
    Stream<String> here =
        data.properties().stream()
            .filter(member -> !JsonType.isHollow(member.getValue()))
            .map(member -> member.getKey());
    Stream<JsonNode> inside = data.valueStream();
    return Stream.concat(here, inside.flatMap(RefusedData::names));
  }
}
