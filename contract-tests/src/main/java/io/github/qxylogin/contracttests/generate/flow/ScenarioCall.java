package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import io.github.qxylogin.contracttests.generate.call.FieldChecks;
import io.github.qxylogin.contracttests.generate.call.FieldFault;
import io.github.qxylogin.contracttests.generate.call.HeaderChecks;
import io.github.qxylogin.contracttests.generate.call.WrongType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A call of a scenario: who makes it, what it sends, and what it has to be answered. */
final class ScenarioCall {
  private static final List<String> OPTIONS =
      List.of(
          "who",
          "as",
          "of",
          "with",
          "body",
          "kind",
          "times",
          "for",
          "answer",
          "tells",
          "refused",
          "or-refused",
          "aside",
          "faults",
          "signing");

  private static final List<String> VALUE =
      List.of("is", "of", "sent-by", "under", "told-by", "of-other");

  private final Script script;
  private final Scope scope;
  private final String role;
  private final Operation operation;
  private final Entry told;
  private final Whose whose;
  private final Expectation expected;

  ScenarioCall(Script script, Scope scope, String role, Operation operation, Entry told) {
    told.members(OPTIONS);
    this.script = script;
    this.scope = scope;
    this.role = role;
    this.operation = operation;
    this.told = told;
    this.whose = told.at("who").present() ? told.at("who").word(Whose.class) : Whose.PERSON;
    this.expected =
        told.at("kind").present()
            ? new Expectation.Documented(ofKind())
            : ScenarioAnswer.of(contract(), operation, told);
  }

  String role() {
    return role;
  }

  /** Returns by what name later calls take it up. */
  String label() {
    return told.at("as").present() ? told.at("as").text() : follows();
  }

  /** Returns the name of the calls that it takes up. */
  private String follows() {
    return told.at("of").present() ? told.at("of").text() : Entry.spelt(whose);
  }

  boolean succeeds() {
    return !(expected instanceof Expectation.Documented wanted)
        || wanted.documented().family() == Family.OK;
  }

  boolean entersCode() {
    return source().isPresent() && operation.inFlow(Flow::smsCode).isPresent();
  }

  /** Returns the step that makes the call; several where it is made with each of several faults. */
  List<Step> steps() {
    return calls()
        .<Step>map(
            call ->
                told.at("aside").present()
                    ? new Step.Aside(call, told.at("aside").words(Need.class))
                    : call)
        .toList();
  }

  private Stream<Step.Call> calls() {
    if (told.at("faults").present()) {
      return operation.fields().stream().flatMap(this::withFaults);
    }
    Step.Call call = Step.Call.of(operation, body(change()), expected);
    return told.at("signing").present() ? signedWrongly(call) : Stream.of(call);
  }

  /** A secret that is there and faulty is a wrong one. */
  private Stream<Step.Call> withFaults(Field field) {
    return told.at("faults").words(FieldFault.class).stream()
        .filter(fault -> fault == FieldFault.MISSING || !field.sensitive())
        .flatMap(
            fault ->
                fault.variants(operation, field, UsualBody.of(operation)).entrySet().stream()
                    .filter(variant -> !WrongType.isScalar(variant.getKey()))
                    .map(
                        variant ->
                            Step.Call.of(
                                operation,
                                body(variant.getValue()),
                                FieldChecks.expected(contract(), operation, field.name(), fault))));
  }

  private Stream<Step.Call> signedWrongly(Step.Call call) {
    told.at("signing").knownIn(List.of("every-fault"));
    return Arrays.stream(SigningFault.values())
        .filter(fault -> operation.signed() && fault.condition().isPresent())
        .map(
            fault ->
                call.signed(fault).expecting(HeaderChecks.refusal(contract(), operation, fault)));
  }

  private Contract contract() {
    return script.cast().contract();
  }

  /** Returns the first success that is asked for with a kind. */
  private Case ofKind() {
    Entry value = scope.filled(told.at("kind"));
    String kind = operation.inFlow(Flow::kind).orElseThrow(() -> value.wrong("there is no kind"));
    return Scope.successesOfKinds(operation).stream()
        .filter(success -> success.request().path(kind).asText().equals(value.text()))
        .findFirst()
        .orElseThrow(() -> value.wrong(operation + " has no kind " + value.text()));
  }

  private Body body(Change change) {
    if (told.at("kind").present()) {
      return new Body.Fields((ObjectNode) ofKind().request(), whose, change);
    }
    Optional<Cast.Source> source = source();
    if (source.isEmpty()) {
      return new Body.Fields(usual(), whose, account().then(change));
    }
    int from = script.last(told, source.get().role(), follows());
    Change linked = Change.link(source.get().link(), from, operation);
    if (told.at("body").present()) {
      told.at("body").knownIn(List.of("link-alone"));
      return new Body.Fields(JsonNodeFactory.instance.objectNode(), whose, linked.then(change));
    }
    Change code = entersCode() ? Change.smsCode(operation, from) : Change.NONE;
    return new Body.Fields(
        withoutAnswered(source.get().link()), whose, linked.then(code).then(change));
  }

  /** Of what an earlier answer tells nobody else has to know a value. */
  private ObjectNode withoutAnswered(Link link) {
    ObjectNode usual = usual();
    link.fields()
        .forEach(
            (field, value) -> {
              if (value instanceof Link.Source.Place place && place.inAnswer()) {
                usual.remove(field);
              }
            });
    operation.inFlow(Flow::smsCode).ifPresent(usual::remove);
    return usual;
  }

  /** Returns the usual body, without fields that get the value of nobody. */
  private ObjectNode usual() {
    ObjectNode usual = UsualBody.of(operation);
    told.at("with")
        .members()
        .forEach(
            (field, value) -> {
              if (FieldChange.isOfNobody(value)) {
                usual.remove(fields(field));
              }
            });
    return usual;
  }

  private Optional<Cast.Source> source() {
    return script.cast().source(role, operation);
  }

  /** Names the account that an earlier call created, and the enterprise it did so for. */
  private Change account() {
    Entry creating = script.cast().roles().get(role).accountOf();
    if (!creating.present()) {
      return Change.NONE;
    }
    Operation creator = script.cast().all(creating.text()).get(0);
    int created = script.last(told, creating.text(), follows());
    AccountFlow made = creator.inFlow(Flow::account).orElseThrow();
    AccountFlow asked = operation.inFlow(Flow::account).orElseThrow();
    return (fields, trail) -> {
      JsonNode enterprise = trail.request(created).path(made.enterprise());
      JsonNode id = made.accountIn(trail.answer(created)).path(made.id());
      Change.put(fields, operation, asked.enterprise(), enterprise);
      Change.put(fields, operation, asked.id(), id);
    };
  }

  private Change change() {
    Change all = Change.NONE;
    for (var member : told.at("with").members().entrySet()) {
      all = all.then(change(fields(member.getKey()), member.getValue()));
    }
    return all;
  }

  private List<String> fields(String named) {
    return script.cast().fields(role, operation, scope.filled(told.withText(named)));
  }

  private Change change(List<String> fields, Entry value) {
    if (value.node().isTextual()) {
      return FieldChange.of(value, operation, fields);
    }
    value.members(VALUE);
    if (value.at("is").present()) {
      return FieldChange.set(operation, fields, scope.filled(value.at("is")).text());
    }
    if (value.at("of-other").present()) {
      return FieldChange.ofOther(scope.operation(value.at("of-other")), fields);
    }
    String label = value.at("of").present() ? value.at("of").text() : Entry.spelt(Whose.PERSON);
    if (value.at("sent-by").present()) {
      Entry sent = value.at("sent-by");
      return FieldChange.sentBefore(
          fields, script.last(sent, sent.text(), label), under(value), operation);
    }
    if (value.at("told-by").present()) {
      return sessionAsToldTo(value.at("told-by"), fields, label);
    }
    Cast.Source source =
        source().orElseThrow(() -> value.wrong(role + " takes nothing over from an earlier call"));
    int from = script.last(value, source.role(), label);
    return FieldChange.linked(source.link(), from, operation, fields);
  }

  private Optional<String> under(Entry value) {
    return value.at("under").list().stream()
        .flatMap(member -> script.cast().told(member).stream())
        .map(String::valueOf)
        .findFirst();
  }

  /** Names the session as the check of it does, which may call its fields otherwise. */
  private Change sessionAsToldTo(Entry checking, List<String> fields, String label) {
    Operation check = scope.operation(checking);
    Cast.Source source = script.cast().source(checking.text(), check).orElseThrow();
    int from = script.last(checking, source.role(), label);
    List<String> asked = check.flow().session();
    return (body, trail) -> {
      ObjectNode handedOn = trail.follow(source.link(), from);
      for (int i = 0; i < fields.size(); i++) {
        Change.put(body, operation, fields.get(i), handedOn.path(asked.get(i)));
      }
    };
  }
}
