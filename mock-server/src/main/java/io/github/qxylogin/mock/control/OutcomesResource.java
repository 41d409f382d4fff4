package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.journal.JournalEntry;
import io.github.qxylogin.mock.state.MockState;
import io.github.qxylogin.mock.stubbing.Outcome;
import io.github.qxylogin.mock.stubbing.Outcomes;
import io.github.qxylogin.mock.stubbing.Scenes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sets, shows and removes what identities are answered; no identity is ever shown in clear. */
final class OutcomesResource {
  /** The forms of the body that sets outcomes: the member that tells one, and the form. */
  private static final Map<String, Class<? extends Form>> FORMS =
      Map.of("scene", SceneForm.class, "request", CallForm.class, "outcomes", ListForm.class);

  private static final List<String> MEMBERS =
      Stream.concat(FORMS.values().stream(), Stream.of(Outcome.class))
          .flatMap(form -> ControlJson.members(form).stream())
          .toList();

  private final Outcomes outcomes;
  private final Scenes scenes;
  private final Journal journal;

  OutcomesResource(MockState state) {
    outcomes = state.outcomes();
    scenes = state.indexes().scenes();
    journal = state.journal();
  }

  private interface Form {
    List<Outcome> outcomes(OutcomesResource resource);
  }

  /** Several outcomes. */
  record ListForm(JsonNode outcomes) implements Form {
    ListForm {
      if (!outcomes.isArray() || outcomes.size() > Outcomes.MOST_OUTCOMES) {
        throw new IllegalArgumentException(
            "outcomes has to be a list of at most %d.".formatted(Outcomes.MOST_OUTCOMES));
      }
      if (outcomes.isEmpty()) {
        throw new IllegalArgumentException("outcomes is empty; DELETE removes what is set.");
      }
    }

    @Override
    public List<Outcome> outcomes(OutcomesResource resource) {
      return outcomes.valueStream().map(ListForm::outcome).toList();
    }

    private static Outcome outcome(JsonNode outcome) {
      if (outcome instanceof ObjectNode object) {
        return ControlJson.read(object, Outcome.class);
      }
      throw new IllegalArgumentException("outcomes has to be a list of objects.");
    }
  }

  /** The name of a scene. */
  record SceneForm(String scene, @Nullable Integer times, @Nullable Duration lasting)
      implements Form {
    SceneForm {
      Outcome.atLeastOnce(times);
      Outcome.forAWhile(lasting);
    }

    @Override
    public List<Outcome> outcomes(OutcomesResource resource) {
      return resource.scenes.outcomes(scene, times, lasting);
    }
  }

  /** The number of a call whose response is wanted again. */
  record CallForm(Long request, @Nullable Integer times) implements Form {
    @Override
    public List<Outcome> outcomes(OutcomesResource resource) {
      JournalEntry entry =
          resource.journal.entry(request).orElseThrow(() -> wrong("The journal has no call %d."));
      Operation operation =
          entry.operation().orElseThrow(() -> wrong("Call %d is of no operation."));
      boolean documented = operation.findCase(entry.caseName()).isPresent();
      if (!documented && entry.code().isEmpty()) {
        throw wrong("Call %d got no business answer: name one that did.");
      }
      return List.of(
          new Outcome(
              documented ? entry.caseName() : null,
              documented ? null : entry.code(),
              operation.id(),
              times,
              null));
    }

    private IllegalArgumentException wrong(String problem) {
      return new IllegalArgumentException(problem.formatted(request));
    }
  }

  /** The outcomes of an identity, which is masked. */
  private record OutcomesView(String identity, List<OutcomeView> outcomes) {
    static OutcomesView of(String identity, List<Outcomes.Waiting> set) {
      return new OutcomesView(
          Recipients.masked(identity), set.stream().map(OutcomeView::of).toList());
    }
  }

  record OutcomeView(
      @JsonUnwrapped Outcome outcome, @Nullable Integer left, @Nullable Instant until) {
    static OutcomeView of(Outcomes.Waiting set) {
      return new OutcomeView(set.outcome(), set.left(), set.until());
    }
  }

  Reply list(ControlRequest request) {
    return ControlJson.reply(
        outcomes.all().entrySet().stream()
            .map(entry -> OutcomesView.of(entry.getKey(), entry.getValue()))
            .toList());
  }

  Reply read(ControlRequest request) {
    List<Outcomes.Waiting> set = outcomes.of(request.named());
    return set.isEmpty()
        ? Reply.problem(404, "Nothing set", "No outcome is set for this identity.")
        : ControlJson.reply(OutcomesView.of(request.named(), set));
  }

  Reply set(ControlRequest request) {
    List<Outcomes.Waiting> set = outcomes.set(request.named(), wanted(request.body()));
    return ControlJson.reply(OutcomesView.of(request.named(), set));
  }

  private List<Outcome> wanted(ObjectNode body) {
    // The members that are there tell the form; one that no form has is refused below.
    body.remove(MEMBERS.stream().filter(name -> body.path(name).isNull()).toList());
    return FORMS.entrySet().stream()
        .filter(form -> body.has(form.getKey()))
        .findFirst()
        .map(form -> ControlJson.read(body, form.getValue()).outcomes(this))
        .orElseGet(() -> List.of(ControlJson.read(body, Outcome.class)));
  }

  Reply remove(ControlRequest request) {
    return ControlApi.removed(outcomes.remove(request.named()) ? 1 : 0);
  }

  Reply removeAll(ControlRequest request) {
    int removed = outcomes.all().size();
    outcomes.reset();
    return ControlApi.removed(removed);
  }
}
