package io.github.qxylogin.contracttests.judge;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contracttests.check.Trail;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an operation on hosted accounts has to tell of those that a check has made, and another
 * operation in a refusal that names one. Serves whoever keeps the mock server: accounts are changed
 * there alone.
 */
final class AccountAnswer {
  private static final Set<AccountFlow.Does> CREATING =
      Set.of(AccountFlow.Does.CREATES, AccountFlow.Does.CREATES_OR_UPDATES);

  private final AccountFlow flow;
  private final Case documented;
  private final JsonNode request;
  private final AccountsSoFar accounts;
  private final Optional<AccountsSoFar.Account> same;
  private final Optional<JsonNode> taxNumber;
  private final Set<JsonPointer> invented = new HashSet<>();
  private final Set<JsonPointer> fresh = new HashSet<>();

  AccountAnswer(AccountFlow flow, Case documented, JsonNode request, Trail trail) {
    this.flow = flow;
    this.documented = documented;
    this.request = request;
    this.accounts = AccountsSoFar.of(trail, request.path(flow.enterprise()).asText());
    this.same = accounts.same(flow.unique(), request);
    this.taxNumber = taxNumber(trail, request.path(flow.enterprise()));
  }

  /** Of an enterprise that a call before has made known, the tax number is known too. */
  private static Optional<JsonNode> taxNumber(Trail trail, JsonNode enterprise) {
    return trail.calls().stream()
        .flatMap(
            made ->
                made.operation().inFlow(Flow::enterprise).stream()
                    .filter(e -> made.answer().at(e.at()).asText().equals(enterprise.asText()))
                    .map(e -> made.request().path(e.taxNumber())))
        .findFirst();
  }

  private void taxNumber(ObjectNode told) {
    Optional.ofNullable(flow.taxNumber())
        .ifPresent(
            member ->
                taxNumber.ifPresentOrElse(
                    number -> put(told, member, number), () -> told.remove(member)));
  }

  /** Returns the places whose values the server makes up. */
  Set<JsonPointer> invented() {
    return invented;
  }

  /** Returns those of them that are new in each answer. */
  Set<JsonPointer> fresh() {
    return fresh;
  }

  /** Puts into the documented answer what the calls before have made of it. */
  void tell(ObjectNode answer) {
    JsonPointer at = requireNonNullElse(flow.at(), JsonPointer.empty());
    if (documented.family() != Family.OK) {
      refuse(answer, at);
    } else if (documented.when() != null || flow.at() == null) {
      return;
    } else if (answer.at(at) instanceof ArrayNode rows) {
      list(rows);
    } else if (answer.at(at) instanceof ObjectNode told) {
      one(told, at);
    }
  }

  private void refuse(ObjectNode answer, JsonPointer at) {
    boolean exists = documented.when() == Condition.ACCOUNT_EXISTS;
    if (exists && flow.at() != null && answer.at(at) instanceof ObjectNode told) {
      same.ifPresent(account -> put(told, flow.id(), TextNode.valueOf(account.id())));
    }
    name(answer);
  }

  /** A text that names the account of the documented request names this one. */
  private void name(ObjectNode answer) {
    JsonNode printedFor = documented.request();
    String printed = printedFor == null ? "" : printedFor.path(flow.id()).asText();
    for (String member : Envelope.TEXTS) {
      String text = answer.path(member).asText();
      if (!printed.isEmpty() && text.contains(printed)) {
        answer.put(member, text.replace(printed, request.path(flow.id()).asText()));
      }
    }
  }

  private void one(ObjectNode told, JsonPointer at) {
    tells(told, request);
    taxNumber(told);
    if (!CREATING.contains(flow.does())) {
      put(told, flow.id(), request.path(flow.id()));
    } else if (same.isPresent()) {
      put(told, flow.id(), TextNode.valueOf(same.get().id()));
    } else {
      fresh.add(at.appendProperty(flow.id()));
    }
    if (told.has(flow.enterprise())) {
      put(told, flow.enterprise(), request.path(flow.enterprise()));
    }
    Optional.ofNullable(flow.product())
        .ifPresent(product -> told.set(product, request.path(product)));
    told.setAll(AccountsSoFar.binding(flow, request));
    Optional.ofNullable(flow.binding()).ifPresent(id -> fresh.add(at.appendProperty(id)));
    Optional.ofNullable(flow.time())
        .ifPresent(time -> invented.add(at.appendProperty(time.member())));
  }

  /** An account stands there once for each product that it is bound to, or else once. */
  private void list(ArrayNode rows) {
    ObjectNode form = (ObjectNode) rows.get(0);
    rows.removeAll();
    for (AccountsSoFar.Account account : accounts.asked(request.path(flow.id()).asText())) {
      if (account.products().isEmpty()) {
        row(rows, form, account);
      }
      for (Map.Entry<String, ObjectNode> bound : account.products().entrySet()) {
        ObjectNode row = row(rows, form, account);
        row.put(requireNonNull(flow.product(), "the contract names no product"), bound.getKey());
        row.setAll(bound.getValue());
      }
    }
  }

  private ObjectNode row(ArrayNode rows, ObjectNode form, AccountsSoFar.Account account) {
    ObjectNode row = form.deepCopy();
    rows.add(row);
    tells(row, account.given());
    taxNumber(row);
    Optional.ofNullable(flow.product()).ifPresent(row::remove);
    row.remove(flow.bound());
    put(row, flow.id(), TextNode.valueOf(account.id()));
    put(row, flow.enterprise(), request.path(flow.enterprise()));
    JsonPointer place = flow.at().appendIndex(rows.size() - 1);
    Optional.ofNullable(flow.time())
        .ifPresent(time -> time(row, place, time.member(), account.createdAt()));
    return row;
  }

  /** Not every answer to a creation tells when it was. */
  private void time(ObjectNode row, JsonPointer place, String member, JsonNode createdAt) {
    if (createdAt.isTextual()) {
      row.set(member, createdAt);
    } else {
      invented.add(place.appendProperty(member));
    }
  }

  private void tells(ObjectNode told, JsonNode given) {
    for (String member : flow.tells()) {
      JsonNode value = given.path(member);
      if (value.isMissingNode() || value.isNull()) {
        told.remove(member);
      } else {
        String other = flow.forms().getOrDefault(member, Map.of()).get(value.asText());
        put(told, member, other == null ? value : TextNode.valueOf(other));
      }
    }
  }

  private static void put(ObjectNode told, String member, JsonNode value) {
    told.set(member, JsonType.like(told.path(member), value));
  }
}
