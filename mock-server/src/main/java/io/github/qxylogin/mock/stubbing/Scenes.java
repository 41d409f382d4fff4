package io.github.qxylogin.mock.stubbing;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow.Role;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.InvalidValueException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named sets of outcomes, such as that the first SMS code is wrong. {@code scenes.json} defines
 * them by the contract's conditions and roles.
 */
public record Scenes(Contract contract) {

  /** A set of outcomes, in their order. */
  record Scene(String scene, String title, List<Outcome> outcomes) {
    /** Returns the same; in Chinese without the English half of its title. */
    Scene in(Locale language) {
      return language.equals(Locale.CHINESE)
          ? new Scene(scene, title.split(" / ", 2)[0], outcomes)
          : this;
    }
  }

  private record Definition(String scene, String title, List<Step> steps) {}

  /**
   * The case of a condition or of a name, of all operations that document it.
   *
   * @param role the operations' part in a flow; null when it is any
   * @param name null when the condition chooses the case
   * @param when null when the name chooses the case
   * @param times for how many calls; null when it is for all
   */
  private record Step(
      @Nullable Role role,
      @JsonProperty("case") @Nullable String name,
      @Nullable Condition when,
      @Nullable Integer times) {
    Optional<Outcome> outcome(Operation operation) {
      return operation.cases().stream()
          .filter(c -> role == null || operation.plays(role))
          .filter(c -> when == null ? c.name().equals(name) : c.when() == when)
          .map(c -> new Outcome(c.name(), null, operation.id(), times, null))
          .findFirst();
    }
  }

  /** Returns all scenes with titles in a language. */
  public List<Scene> all(Locale language) {
    return all().stream().map(scene -> scene.in(language)).toList();
  }

  /** Returns all scenes that the contract has cases for; read anew each time, which is seldom. */
  public List<Scene> all() {
    try (InputStream in = Scenes.class.getResourceAsStream("scenes.json")) {
      return new ObjectMapper()
          .readValue(in, new TypeReference<List<Definition>>() {}).stream()
              .map(each -> new Scene(each.scene(), each.title(), outcomes(each.steps())))
              .filter(scene -> !scene.outcomes().isEmpty())
              .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private List<Outcome> outcomes(List<Step> steps) {
    return steps.stream()
        .flatMap(step -> contract.operations().stream().map(step::outcome))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Returns the outcomes of a scene, limited where the scene has them limited; of a scene without
   * limits, all.
   *
   * @param times for how many calls
   * @param lasting for how long; both null when they are as usual
   * @throws IllegalArgumentException listing the scenes that there are, if this is none
   */
  public List<Outcome> outcomes(String name, @Nullable Integer times, @Nullable Duration lasting) {
    List<Scene> scenes = all();
    List<Outcome> usual =
        scenes.stream()
            .filter(scene -> scene.scene().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    InvalidValueException.unknown(
                        "name.no-scene", name, scenes.stream().map(Scene::scene).toList()))
            .outcomes();
    if (times == null && lasting == null) {
      return usual;
    }
    boolean all = usual.stream().allMatch(Outcome::holdsForGood);
    return usual.stream()
        .map(outcome -> all || !outcome.holdsForGood() ? outcome.limited(times, lasting) : outcome)
        .toList();
  }
}
