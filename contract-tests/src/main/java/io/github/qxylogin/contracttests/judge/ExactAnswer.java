package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Trail;
import io.github.qxylogin.contracttests.check.Whose;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.HashSet;
import java.util.Set;

/**
 * What this very call has to be answered: on a mock server, for somebody made up, the documented
 * answer with all that the contract computes, and a request id of its own; of a taxpayer, that of
 * the documented answers with one code which applies to them. What is computed serves whoever keeps
 * a mock server: without it lies about persons and accounts stay unseen.
 *
 * @param answer the expectation, with the computed members in it
 * @param everyWord whether every documented word counts, or only what the vendor documents
 * @param invented the places whose values the server makes up, so that their type alone counts
 * @param fresh those of them that no earlier answer may have had
 */
public record ExactAnswer(
    Expectation answer, boolean everyWord, Set<JsonPointer> invented, Set<JsonPointer> fresh) {

  ExactAnswer(Expectation answer, boolean everyWord) {
    this(answer, everyWord, Set.of(), Set.of());
  }

  /**
   * Returns what the platform has to answer.
   *
   * @param answered what came, which tells what applies to a taxpayer whom nobody knows
   */
  public static ExactAnswer ofThePlatform(Step.Call call, JsonNode answered) {
    return new ExactAnswer(ofATaxpayer(call, answered), false);
  }

  /**
   * Returns what a mock server has to answer, given the calls that were made before.
   *
   * @param authenticates whether it refuses calls that are not signed
   */
  public static ExactAnswer ofAMock(
      boolean authenticates, Step.Call call, JsonNode request, Trail trail) {
    Flow flow = call.operation().flow();
    if (!(call.expected() instanceof Expectation.Documented expected)
        || !(expected.documented().answer() instanceof ObjectNode printed)) {
      return new ExactAnswer(call.expected(), true);
    }
    Case documented = expected.documented();
    ObjectNode answer = printed.deepCopy();
    Set<JsonPointer> invented = new HashSet<>();
    Set<JsonPointer> fresh = new HashSet<>();
    Flow.Token token = flow == null ? null : flow.token();
    if (authenticates && token != null) {
      fresh.addAll(Set.of(token.at(), token.refreshAt()));
    }
    Envelope.REQUEST_ID.stream()
        .filter(answer::has)
        .forEach(id -> invented.add(JsonPointer.empty().appendProperty(id)));
    if (flow != null && isMadeUp(call.body())) {
      if (documented.family() == Family.OK) {
        fresh.addAll(new ComputedMembers(call.operation(), flow, request, trail).putInto(answer));
      }
      AccountFlow account = flow.account();
      if (account != null && (account.does().keeps() || documented.family() != Family.OK)) {
        AccountAnswer told = new AccountAnswer(account, documented, request, trail);
        told.tell(answer);
        invented.addAll(told.invented());
        fresh.addAll(told.fresh());
      }
    }
    invented.addAll(fresh);
    return new ExactAnswer(
        new Expectation.Documented(with(documented, answer)), true, invented, fresh);
  }

  /** Whether a taxpayer's session holds, or an enterprise has accounts, no earlier call told. */
  private static Expectation ofATaxpayer(Step.Call call, JsonNode answered) {
    return call.expected() instanceof Expectation.Documented expected
            && call.body() instanceof Body.Fields fields
            && fields.whose() == Whose.KNOWN
        ? new Expectation.Documented(
            new DistinguishingValues(call.operation()).cameAs(expected.documented(), answered))
        : call.expected();
  }

  private static boolean isMadeUp(Body body) {
    return body instanceof Body.Fields fields && fields.whose() == Whose.PERSON;
  }

  private static Case with(Case documented, JsonNode answer) {
    return new Case(
        documented.name(),
        documented.evidence(),
        documented.when(),
        documented.request(),
        documented.magic(),
        documented.status(),
        answer,
        documented.family());
  }
}
