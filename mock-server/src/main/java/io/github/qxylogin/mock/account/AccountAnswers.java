package io.github.qxylogin.mock.account;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an account into the form of a documented answer. */
final class AccountAnswers {
  private AccountAnswers() {}

  /** Answers one account as the call gave it, or its binding, or that there is none any more. */
  static ObjectNode one(Case documented, AccountFlow flow, Account account, JsonNode body) {
    ObjectNode answer = documented.answer().deepCopy();
    if (told(answer, flow) instanceof ObjectNode told) {
      if (flow.product() != null) {
        bind(told, flow, account, body.path(flow.product()).asText());
      } else {
        tell(told, flow, body);
        taxNumber(told, flow, account);
        account.createdAt().ifPresent(at -> time(told, flow, at));
      }
      name(told, flow, account, body);
    }
    return answer;
  }

  private static void bind(ObjectNode told, AccountFlow flow, Account account, String product) {
    told.put(flow.product(), product);
    Account.Binding binding = account.bindings().get(product);
    if (binding != null) {
      told.setAll(binding.told());
      replace(told, flow.binding(), TextNode.valueOf(binding.id()));
      time(told, flow, binding.createdAt());
    }
  }

  /** Answers accounts, each once for every product that it is bound to. */
  static ObjectNode list(
      Case documented, AccountFlow flow, Collection<Account> accounts, JsonNode body) {
    ObjectNode answer = documented.answer().deepCopy();
    if (told(answer, flow) instanceof ArrayNode rows) {
      JsonNode form = rows.get(0);
      rows.removeAll();
      for (Account account : accounts) {
        ObjectNode row = row(form.deepCopy(), flow, account, body);
        if (account.bindings().isEmpty()) {
          rows.add(row);
        }
        account
            .bindings()
            .forEach(
                (product, binding) ->
                    rows.add(row.deepCopy().put(flow.product(), product).setAll(binding.told())));
      }
    }
    return answer;
  }

  private static ObjectNode row(ObjectNode row, AccountFlow flow, Account account, JsonNode body) {
    tell(row, flow, account.told());
    name(row, flow, account, body);
    taxNumber(row, flow, account);
    row.remove(flow.bound());
    if (flow.product() != null) {
      row.remove(flow.product());
    }
    AccountFlow.Time time = flow.time();
    if (time != null) {
      row.remove(time.member());
      account.createdAt().ifPresent(at -> row.put(time.member(), time.text(at)));
    }
    return row;
  }

  private static JsonNode told(ObjectNode answer, AccountFlow flow) {
    return answer.at(requireNonNullElse(flow.at(), JsonPointer.empty()));
  }

  private static void tell(ObjectNode told, AccountFlow flow, JsonNode given) {
    for (String member : flow.tells()) {
      JsonNode value = given.path(member);
      if (value.isMissingNode() || value.isNull()) {
        told.remove(member);
      } else {
        String other = flow.forms().getOrDefault(member, Map.of()).get(value.asText());
        JsonNode formed = other == null ? value : TextNode.valueOf(other);
        told.set(member, like(told.path(member), formed));
      }
    }
  }

  /** An account that nobody gave a tax number must not show that of the documented one. */
  private static void taxNumber(ObjectNode told, AccountFlow flow, Account account) {
    String member = flow.taxNumber();
    if (member == null) {
      return;
    }
    if (account.told().path(member).isTextual()) {
      replace(told, member, account.told().path(member));
    } else {
      told.remove(member);
    }
  }

  private static void name(ObjectNode told, AccountFlow flow, Account account, JsonNode body) {
    replace(told, flow.id(), TextNode.valueOf(account.id()));
    replace(told, flow.enterprise(), body.path(flow.enterprise()));
  }

  private static void time(ObjectNode told, AccountFlow flow, Instant at) {
    AccountFlow.Time time = flow.time();
    if (time != null) {
      replace(told, time.member(), TextNode.valueOf(time.text(at)));
    }
  }

  /** Puts a value in the place of a member that the documented answer has. */
  private static void replace(ObjectNode told, @Nullable String member, JsonNode value) {
    if (member != null && told.has(member) && value.isValueNode()) {
      told.set(member, like(told.path(member), value));
    }
  }

  /** Returns a value as the JSON type that stands in the documented answer. */
  private static JsonNode like(JsonNode documented, JsonNode value) {
    if (documented.isTextual()) {
      return TextNode.valueOf(value.asText());
    }
    return documented.isIntegralNumber() && value.isTextual()
        ? LongNode.valueOf(value.asLong())
        : value;
  }
}
