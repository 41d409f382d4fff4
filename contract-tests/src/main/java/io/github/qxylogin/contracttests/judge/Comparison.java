package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Compares the members of a response with those of a documented one. */
final class Comparison {
  private static final Set<AccountFlow.Does> CREATES =
      EnumSet.of(AccountFlow.Does.CREATES, AccountFlow.Does.CREATES_OR_UPDATES);

  private final Findings findings = new Findings();
  private final Predicate<String> secret;

  /** Whether an outermost member may be spelt so: a text for people as any operation's. */
  private final Predicate<String> spelling;

  private Comparison(Predicate<String> secret, Predicate<String> spelling) {
    this.secret = secret;
    this.spelling = spelling;
  }

  private List<Finding> of(JsonNode documented, JsonNode got) {
    members(JsonPointer.empty(), documented, got);
    return findings.list();
  }

  /**
   * Returns which members a response lacks, and which secrets are empty: nobody is logged in by an
   * empty cookie. Of several documented forms of one outcome, the closest counts.
   *
   * @param secret whether a place holds a secret that may not be empty
   */
  static Stream<Finding> ofCase(
      Contract contract,
      Predicate<String> secret,
      Operation operation,
      Case documented,
      JsonNode body) {
    SchemaView schema = contract.answerSchema(operation);
    Predicate<String> spelling =
        name -> schema.member(name).isPresent() || Envelope.TEXTS.contains(name);
    return operation.cases().stream()
        .filter(c -> c.family() == documented.family() && c.when() == documented.when())
        .map(
            form -> {
              Comparison comparison = new Comparison(secret, spelling);
              return comparison.of(comparison.wanted(operation, form, body), body);
            })
        .min(Finding.FEWEST)
        .orElseThrow()
        .stream()
        .map(
            finding ->
                finding.difference() == Difference.MEMBER_MISSING && leavesOut(schema, finding.at())
                    ? finding.as(Difference.OPTIONAL_MISSING)
                    : finding)
        .filter(f -> f.difference() != Difference.OPTIONAL_MISSING || !isOfARow(f.at()))
        .filter(
            f ->
                f.difference() != Difference.MEMBER_MISSING
                    || !mayLack(contract, operation, f.at()));
  }

  private void members(JsonPointer place, JsonNode documented, JsonNode got) {
    boolean wanted = !JsonType.saysNothing(documented);
    boolean sameForm =
        documented.isObject() == got.isObject() && documented.isArray() == got.isArray();
    String type = JsonType.of(documented);
    if (got.isMissingNode()) {
      findings.add(place, Difference.MEMBER_MISSING, Wording.MISSING, type, () -> "");
    } else if (wanted && (got.isNull() || !sameForm)) {
      Difference difference = got.isNull() ? Difference.MEMBER_NULL : Difference.SCHEMA;
      findings.add(place, difference, Wording.TYPE, type, () -> JsonType.of(got));
    } else if (wanted && JsonType.saysNothing(got) && secret.test(place.toString())) {
      findings.add(place, Difference.MEMBER_NULL, Wording.VALUE, Redaction.MASK, () -> "\"\"");
    } else if (got.isObject()) {
      for (Map.Entry<String, JsonNode> member : documented.properties()) {
        String name = place.matches() ? nameIn(got, member.getKey()) : member.getKey();
        members(place.appendProperty(name), member.getValue(), got.path(name));
      }
    } else if (got.isArray() && !documented.isEmpty()) {
      JsonNode each = documented.valueStream().reduce(Comparison::inCommon).orElseThrow();
      for (int i = 0; i < got.size(); i++) {
        members(place.appendIndex(i), inCommon(each, each), got.get(i));
      }
    }
  }

  /** Returns the spelling of a member in a response, if it is one of the operation's. */
  private String nameIn(JsonNode body, String member) {
    String name = Envelope.nameIn(body, member);
    return spelling.test(name) ? name : member;
  }

  /** Returns what elements of a list have in common: what one lacks, any other may lack too. */
  private static JsonNode inCommon(JsonNode one, JsonNode other) {
    if (!one.isObject() || !other.isObject()) {
      boolean sameForm = one.isObject() == other.isObject() && one.isArray() == other.isArray();
      return sameForm && !JsonType.saysNothing(other) ? one : NullNode.getInstance();
    }
    ObjectNode common = JsonNodeFactory.instance.objectNode();
    one.properties().stream()
        .filter(member -> other.has(member.getKey()))
        .forEach(m -> common.set(m.getKey(), inCommon(m.getValue(), other.get(m.getKey()))));
    return common;
  }

  /** An account in a list has its ids, and what no account can be created without. */
  private static boolean mayLack(Contract contract, Operation operation, JsonPointer member) {
    String name = member.last() == null ? "" : member.last().getMatchingProperty();
    return isOfARow(member)
        && operation
            .inFlow(Flow::account)
            .filter(account -> account.at() != null)
            .filter(account -> member.toString().startsWith(account.at() + "/"))
            .filter(account -> !account.id().equals(name) && !account.enterprise().equals(name))
            .isPresent()
        && contract.operations().stream()
            .filter(
                o -> o.inFlow(Flow::account).filter(a -> CREATES.contains(a.does())).isPresent())
            .anyMatch(o -> !contract.requestSchema(o).required().contains(name));
  }

  /** Rows differ: an optional member that one has, such as a tax number, another may lack. */
  private static boolean isOfARow(JsonPointer member) {
    return member.head().last() != null && member.head().last().mayMatchElement();
  }

  /**
   * Returns whether the schema lists what an object must have, and a member is not among it. The
   * envelope's schema lists the fewest members that any response has, which decides nothing.
   */
  private static boolean leavesOut(SchemaView schema, JsonPointer member) {
    JsonPointer object = member.head();
    return !object.matches()
        && schema
            .at(object)
            .map(SchemaView::required)
            .filter(names -> !names.isEmpty())
            .filter(names -> !names.contains(member.last().getMatchingProperty()))
            .isPresent();
  }

  /**
   * Returns a documented response without the outermost members that may be missing, and are: those
   * that are empty, those that another response with the same code lacks, and the text of a success
   * or of a response that no page prints.
   */
  private ObjectNode wanted(Operation operation, Case form, JsonNode body) {
    ObjectNode wanted = form.answer().deepCopy();
    boolean mayBeSilent = form.family() == Family.OK || !form.evidence().documented();
    for (Map.Entry<String, JsonNode> member : form.answer().properties()) {
      String name = member.getKey();
      JsonNode got = body.path(nameIn(body, name));
      boolean optional =
          JsonType.saysNothing(member.getValue())
              || operation.cases().stream()
                  .filter(c -> c.code().equals(form.code()))
                  .anyMatch(c -> !c.answer().has(Envelope.nameIn(c.answer(), name)));
      boolean silent = got.isMissingNode() || JsonType.saysNothing(got);
      if ((mayBeSilent && silent && Envelope.TEXTS.contains(name))
          || (optional && got.isMissingNode())) {
        wanted.remove(name);
      }
    }
    return wanted;
  }
}
