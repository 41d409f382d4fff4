package io.github.qxylogin.mock.stubbing;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow.Role;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Named sets of outcomes, such as that the first SMS code is wrong. {@code scenes.json} defines
 * some by the contract's conditions and roles; testers define others.
 */
public final class Scenes {
  private static final int MAX_OWN = 100;

  private final OutcomeMeanings meanings;
  private final Store store;
  private final Table<Scene> own;

  public Scenes(OutcomeMeanings meanings, Store store) {
    this.meanings = meanings;
    this.store = store;
    own = store.table("scenes", MAX_OWN, new TypeReference<>() {});
  }

  /** A set of outcomes, in their order. */
  public record Scene(String scene, String title, List<Outcome> outcomes) {
    /**
     * @throws IllegalArgumentException if a member is missing or empty
     */
    public Scene {
      InvalidValueException.checkName("value.kind.scene", scene);
      title = title == null ? scene : title;
      InvalidValueException.check(outcomes != null && !outcomes.isEmpty(), "scene.outcomes");
      InvalidValueException.check(
          outcomes.size() <= Outcomes.MAX_OUTCOMES, "outcome.list-too-long", Outcomes.MAX_OUTCOMES);
    }

    /** Returns the same; in Chinese without the English half of its title. */
    Scene in(Locale language) {
      return language.equals(Locale.CHINESE)
          ? new Scene(scene, title.split(" / ", 2)[0], outcomes)
          : this;
    }
  }

  private record Definition(String scene, String title, List<Step> steps) {
    List<Outcome> outcomes(Contract contract) {
      return steps.stream()
          .flatMap(step -> contract.operations().stream().map(step::outcome))
          .flatMap(Optional::stream)
          .toList();
    }
  }

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

  /**
   * Defines a scene, in place of any with the same name.
   *
   * @throws IllegalArgumentException if the contract's scenes have the name, an outcome is wrong,
   *     or there are too many scenes
   */
  public void set(Scene scene) {
    String name = scene.scene();
    InvalidValueException.check(
        documented().stream().noneMatch(other -> other.scene().equals(name)),
        "scene.name-taken",
        name);
    scene.outcomes().forEach(meanings::check);
    store.run(
        () -> {
          boolean fits = own.get(name) != null || own.all().size() < MAX_OWN;
          InvalidValueException.check(fits, "scene.too-many", MAX_OWN);
          own.put(name, scene);
        });
  }

  /** Removes a scene that a tester defined, and returns whether there was one. */
  public boolean remove(String name) {
    return own.remove(name) != null;
  }

  /** Removes the scenes that testers defined. */
  public void reset() {
    own.clear();
  }

  /** Returns the scenes that testers defined, by name. */
  public List<Scene> own() {
    return List.copyOf(new TreeMap<>(own.all()).values());
  }

  /** Returns the contract's scenes with titles in a language. */
  public List<Scene> documented(Locale language) {
    return documented().stream().map(scene -> scene.in(language)).toList();
  }

  private List<Scene> documented() {
    return meanings.contract().derived(Documented.class, Documented::of).scenes();
  }

  /** The scenes that a contract has cases for. */
  private record Documented(List<Scene> scenes) {
    static Documented of(Contract contract) {
      try (InputStream in = Scenes.class.getResourceAsStream("scenes.json")) {
        return new Documented(
            new ObjectMapper()
                .readValue(in, new TypeReference<List<Definition>>() {}).stream()
                    .filter(each -> !each.outcomes(contract).isEmpty())
                    .map(each -> new Scene(each.scene(), each.title(), each.outcomes(contract)))
                    .toList());
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
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
    List<Scene> scenes = Stream.concat(own().stream(), documented().stream()).toList();
    List<Outcome> usual =
        scenes.stream()
            .filter(scene -> scene.scene().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    InvalidValueException.unknown(
                        "name.no-scene", name, scenes.stream().map(Scene::scene).toList()))
            .outcomes()
            .stream()
            .map(outcome -> outcome.of(name))
            .toList();
    if (times == null && lasting == null) {
      return usual;
    }
    boolean all = usual.stream().allMatch(Outcome::isPermanent);
    return usual.stream()
        .map(outcome -> all || !outcome.isPermanent() ? outcome.limited(times, lasting) : outcome)
        .toList();
  }
}
