package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Compares the members of a response with those of a documented one.
 *
 * @param secret whether a place holds a secret that may not be empty: nothing works with an empty
 *     cookie
 */
record Comparison(Contract contract, Operation operation, Predicate<String> secret) {
  /**
   * Returns the missing members of a response, and its empty secrets. Of several documented forms
   * of one outcome, the closest counts.
   */
  Stream<Finding> with(Case documented, JsonNode body) {
    return operation.cases().stream()
        .filter(c -> c.family() == documented.family() && c.when() == documented.when())
        .map(form -> findings(form, body))
        .min(Finding.FEWEST)
        .orElseThrow()
        .stream()
        .map(f -> leavesOut(f) ? f.as(Difference.OPTIONAL_MISSING) : f)
        .filter(
            f ->
                switch (f.difference()) {
                  case OPTIONAL_MISSING -> !isOfARow(f.at());
                  case MEMBER_MISSING -> !mayLack(f.at());
                  default -> true;
                });
  }

  private List<Finding> findings(Case form, JsonNode body) {
    Findings findings = new Findings();
    members(JsonPointer.empty(), wanted(form, body), body, findings);
    return findings.list();
  }

  private void members(JsonPointer place, JsonNode documented, JsonNode got, Findings findings) {
    boolean wanted = !JsonType.isNullOrEmpty(documented);
    boolean sameForm =
        documented.isObject() == got.isObject() && documented.isArray() == got.isArray();
    String type = JsonType.of(documented);
    if (got.isMissingNode()) {
      findings.add(place, Difference.MEMBER_MISSING, Wording.MISSING, type, () -> "");
    } else if (wanted && (got.isNull() || !sameForm)) {
      Difference difference = got.isNull() ? Difference.MEMBER_NULL : Difference.SCHEMA;
      findings.add(place, difference, Wording.TYPE, type, () -> JsonType.of(got));
    } else if (wanted && JsonType.isNullOrEmpty(got) && secret.test(place.toString())) {
      findings.add(place, Difference.MEMBER_NULL, Wording.VALUE, Redaction.MASK, () -> "\"\"");
    } else if (got.isObject()) {
      for (Map.Entry<String, JsonNode> member : documented.properties()) {
        String name = place.matches() ? nameIn(got, member.getKey()) : member.getKey();
        members(place.appendProperty(name), member.getValue(), got.path(name), findings);
      }
    } else if (got.isArray() && !documented.isEmpty()) {
      JsonNode each = documented.valueStream().reduce(Comparison::inCommon).orElseThrow();
      for (int i = 0; i < got.size(); i++) {
        members(place.appendIndex(i), inCommon(each, each), got.get(i), findings);
      }
    }
  }

  /** Returns the spelling in a response, if the operation, or any for a text for people, has it. */
  private String nameIn(JsonNode body, String member) {
    String name = Envelope.nameIn(body, member);
    SchemaView schema = operation.responseSchema();
    boolean known = schema.member(name).isPresent() || Envelope.TEXTS.contains(name);
    return known ? name : member;
  }

  /** Returns the common members of the elements of a list: a member that one lacks is optional. */
  private static JsonNode inCommon(JsonNode one, JsonNode other) {
    if (!one.isObject() || !other.isObject()) {
      boolean sameForm = one.isObject() == other.isObject() && one.isArray() == other.isArray();
      return sameForm && !JsonType.isNullOrEmpty(other) ? one : NullNode.getInstance();
    }
    ObjectNode common = JsonNodeFactory.instance.objectNode();
    one.properties().stream()
        .filter(member -> other.has(member.getKey()))
        .forEach(m -> common.set(m.getKey(), inCommon(m.getValue(), other.get(m.getKey()))));
    return common;
  }

  /** An account in a list has its ids, and the required fields of its creation. */
  private boolean mayLack(JsonPointer member) {
    return isOfARow(member)
        && operation
            .inFlow(Flow::account)
            .filter(account -> account.at() != null)
            .filter(account -> member.toString().startsWith(account.at() + "/"))
            .filter(account -> !Set.of(account.id(), account.enterprise()).contains(name(member)))
            .isPresent()
        && contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
            .filter(o -> o.flow().account().does().creates())
            .anyMatch(o -> !o.requestSchema().required().contains(name(member)));
  }

  private static String name(JsonPointer member) {
    return member.last() == null ? "" : member.last().getMatchingProperty();
  }

  /** Rows differ: an optional member that one has, such as a tax number, another may lack. */
  private static boolean isOfARow(JsonPointer member) {
    return member.head().last() != null && member.head().last().mayMatchElement();
  }

  /**
   * Returns whether the schema lists what an object must have, and not a missing member. The
   * envelope's schema lists the fewest members that any response has, which decides nothing.
   */
  private boolean leavesOut(Finding finding) {
    JsonPointer object = finding.at().head();
    return finding.difference() == Difference.MEMBER_MISSING
        && !object.matches()
        && operation
            .responseSchema()
            .at(object)
            .map(SchemaView::required)
            .filter(names -> !names.isEmpty() && !names.contains(name(finding.at())))
            .isPresent();
  }

  /**
   * Returns a documented response without the outermost members that may be missing, and are. These
   * are empty ones, those that another response with the same code lacks, and the text of a success
   * or of an undocumented response.
   */
  private ObjectNode wanted(Case form, JsonNode body) {
    ObjectNode wanted = form.response().deepCopy();
    boolean mayBeSilent = form.family() == Family.OK || !form.evidence().documented();
    for (Map.Entry<String, JsonNode> member : form.response().properties()) {
      String name = member.getKey();
      JsonNode got = body.path(nameIn(body, name));
      boolean optional =
          JsonType.isNullOrEmpty(member.getValue())
              || CaseMatcher.ofCode(operation, form.response()).stream()
                  .anyMatch(c -> !c.response().has(Envelope.nameIn(c.response(), name)));
      boolean silent = got.isMissingNode() || JsonType.isNullOrEmpty(got);
      if ((mayBeSilent && silent && Envelope.TEXTS.contains(name))
          || (optional && got.isMissingNode())) {
        wanted.remove(name);
      }
    }
    return wanted;
  }
}
