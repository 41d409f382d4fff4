package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.journal.JournalEntry;
import io.github.qxylogin.mock.stubbing.Outcome;
import io.github.qxylogin.mock.stubbing.Outcomes;
import io.github.qxylogin.mock.stubbing.Scenes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Sets, tells and removes what identities are answered; no identity is ever told in clear. */
final class OutcomesResource {
  private static final String SEQUENCE = "outcomes";

  private static final String SCENE = "scene";
  private static final String REQUEST = "request";

  private static final List<String> MEMBERS =
      Stream.of(Scene.class, Again.class, Sequence.class, Outcome.class)
          .flatMap(form -> ControlJson.members(form).stream())
          .toList();

  private final Outcomes outcomes;
  private final Scenes scenes;
  private final Journal journal;
  private final Contract contract;

  OutcomesResource(Outcomes outcomes, Scenes scenes, Journal journal, Contract contract) {
    this.contract = contract;
    this.outcomes = outcomes;
    this.scenes = scenes;
    this.journal = journal;
  }

  ControlResource resource() {
    return new ControlResource(
        "outcomes",
        Map.of("GET", this::list, "DELETE", this::removeAll),
        Map.of("GET", this::read, "PUT", this::set, "DELETE", this::remove));
  }

  /** What is sent: several outcomes. */
  record Sequence(@Nullable JsonNode outcomes) {
    Sequence {
      if (outcomes == null || !outcomes.isArray() || outcomes.size() > Outcomes.MOST_OUTCOMES) {
        throw new IllegalArgumentException(
            "outcomes has to be a list of at most %d.".formatted(Outcomes.MOST_OUTCOMES));
      }
      if (outcomes.isEmpty()) {
        throw new IllegalArgumentException("outcomes is empty; DELETE removes what is set.");
      }
    }

    List<Outcome> read() {
      return StreamSupport.stream(outcomes.spliterator(), false).map(Sequence::read).toList();
    }

    private static Outcome read(JsonNode outcome) {
      if (outcome instanceof ObjectNode object) {
        return ControlJson.read(object, Outcome.class);
      }
      throw new IllegalArgumentException("outcomes has to be a list of objects.");
    }
  }

  /** What is sent: the name of a scene. */
  record Scene(@Nullable String scene, @Nullable Integer times, @Nullable Duration lasting) {
    Scene {
      Outcome.atLeastOnce(times);
      Outcome.forAWhile(lasting);
    }
  }

  /** What is sent: the number of a call whose answer is wanted again. */
  record Again(@Nullable Long request, @Nullable Integer times) {}

  /** What is told: the outcomes of an identity, which is masked. */
  private record Told(String identity, List<ToldOutcome> outcomes) {
    static Told of(String identity, List<Outcomes.Waiting> set) {
      return new Told(Recipients.masked(identity), set.stream().map(ToldOutcome::of).toList());
    }
  }

  record ToldOutcome(
      @JsonUnwrapped Outcome outcome, @Nullable Integer left, @Nullable Instant until) {
    static ToldOutcome of(Outcomes.Waiting waiting) {
      return new ToldOutcome(waiting.outcome(), waiting.left(), waiting.until());
    }
  }

  private Reply list(ControlRequest request) {
    return ControlJson.reply(
        outcomes.all().entrySet().stream()
            .map(entry -> Told.of(entry.getKey(), entry.getValue()))
            .toList());
  }

  private Reply read(ControlRequest request) {
    List<Outcomes.Waiting> set = outcomes.of(identity(request));
    return set.isEmpty()
        ? Reply.problem(404, "Nothing set", "No outcome is set for this identity.")
        : ControlJson.reply(Told.of(identity(request), set));
  }

  private Reply set(ControlRequest request) {
    List<Outcomes.Waiting> set = outcomes.set(identity(request), wanted(request.body()));
    return ControlJson.reply(Told.of(identity(request), set));
  }

  private List<Outcome> wanted(ObjectNode body) {
    // Which form this is, the members tell that are there; one that no form has is refused below.
    body.remove(MEMBERS.stream().filter(name -> body.path(name).isNull()).toList());
    if (body.has(SCENE)) {
      Scene wanted = ControlJson.read(body, Scene.class);
      return scenes.outcomes(wanted.scene(), wanted.times(), wanted.lasting());
    }
    if (body.has(REQUEST)) {
      return List.of(recorded(ControlJson.read(body, Again.class)));
    }
    return body.has(SEQUENCE)
        ? ControlJson.read(body, Sequence.class).read()
        : List.of(ControlJson.read(body, Outcome.class));
  }

  private Outcome recorded(Again wanted) {
    JournalEntry entry =
        journal
            .entry(wanted.request())
            .orElseThrow(() -> wrong("The journal has no call %d.", wanted));
    Operation operation =
        entry
            .call()
            .request()
            .operation()
            .map(contract::operation)
            .orElseThrow(() -> wrong("Call %d is of no operation.", wanted));
    String caseName = entry.call().decision().caseName();
    String code = entry.call().response().code();
    boolean documented = operation.findCase(caseName).isPresent();
    if (!documented && code.isEmpty()) {
      throw wrong("Call %d got no business answer: name one that did.", wanted);
    }
    return new Outcome(
        documented ? caseName : null,
        documented ? null : code,
        operation.id(),
        wanted.times(),
        null);
  }

  private static IllegalArgumentException wrong(String problem, Again wanted) {
    return new IllegalArgumentException(problem.formatted(wanted.request()));
  }

  private Reply remove(ControlRequest request) {
    return ControlResource.removed(outcomes.remove(identity(request)) ? 1 : 0);
  }

  private Reply removeAll(ControlRequest request) {
    int removed = outcomes.all().size();
    outcomes.reset();
    return ControlResource.removed(removed);
  }

  private static String identity(ControlRequest request) {
    return request.item("the identity", "IDENTITY");
  }
}
