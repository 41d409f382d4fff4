package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The scenarios of a file: told once for each role, and played by every operation that can. */
public final class Scenarios {
  /** Where all files lie on the class path, as the build has put them together. */
  static final String PLACE = "io/github/qxylogin/contracttests/generate/flow/scenarios.json";

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();
  private static final List<String> KEYS =
      List.of("about", "checks", "each", "if", "unless", "needs", "roles", "parts", "scenarios");
  private static final List<String> SCENARIO_KEYS =
      List.of("name", "about", "checks", "each", "if", "unless", "needs", "for", "once", "steps");

  /**
   * A scenario as it is told.
   *
   * @param checked the role whose operation is checked
   * @param each the roles that are played by one at a time
   */
  private record Scenario(Entry told, String checked, List<String> each) {}

  private final Entry file;
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final List<Scenario> scenarios;

  Scenarios(String name, JsonNode content) {
    file = new Entry(name + ".yaml", content);
    file.members(KEYS);
    Map<String, Entry> told = file.at("roles").members();
    told.forEach((role, rule) -> roles.put(role, Role.of(rule, told.keySet())));
    scenarios = file.at("scenarios").list().stream().map(this::scenario).toList();
  }

  /** Returns the scenarios of each file, in their order. */
  public static List<Scenarios> all() {
    try (InputStream in = Scenarios.class.getResourceAsStream("/" + PLACE)) {
      if (in == null) {
        throw new IllegalStateException(PLACE + " is missing: build the module contract-tests");
      }
      List<Scenarios> all = new ArrayList<>();
      MAPPER
          .readTree(in)
          .properties()
          .forEach(f -> all.add(new Scenarios(f.getKey(), f.getValue())));
      return List.copyOf(all);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  JsonNode content() {
    return file.node();
  }

  private Scenario scenario(Entry unnamed) {
    Entry told = unnamed.ofScenario(unnamed.at("name").text());
    told.members(SCENARIO_KEYS);
    List<String> each = own(told, "each").list().stream().map(this::role).toList();
    return new Scenario(told, role(own(told, "checks")), each);
  }

  /** Returns the checks that the scenarios make of an operation. */
  public Stream<Check> of(Contract contract, Operation operation) {
    return scenarios.stream().flatMap(scenario -> checks(scenario, contract, operation));
  }

  private Stream<Check> checks(Scenario scenario, Contract contract, Operation operation) {
    Entry told = scenario.told();
    Stream<Scope> scopes =
        Cast.of(contract, roles, scenario.checked(), scenario.each(), operation)
            .map(cast -> new Scope(cast, Map.of()))
            .filter(scope -> scope.hold(file) && scope.hold(told))
            .flatMap(scope -> scope.each(told.at("for")).stream());
    List<Scope> played = told.at("once").present() ? scopes.limit(1).toList() : scopes.toList();
    return played.stream()
        .map(scope -> new Script(file, scope).check(told, toldApart(scenario, scope, played)));
  }

  /** Returns by whom a check differs from others of the same name. */
  private List<String> toldApart(Scenario scenario, Scope scope, List<Scope> played) {
    Entry name = scenario.told().at("name");
    List<Cast> sameName =
        played.stream()
            .filter(other -> other.filled(name).equals(scope.filled(name)))
            .map(Scope::cast)
            .toList();
    return scenario.each().stream()
        .filter(role -> sameName.stream().map(c -> c.bound().get(role)).distinct().count() > 1)
        .map(role -> scope.cast().bound().get(role).id())
        .toList();
  }

  /** Returns what a scenario tells, or else its file. */
  private Entry own(Entry scenario, String key) {
    return scenario.at(key).present()
        ? scenario.at(key)
        : new Entry(scenario.place(), file.at(key).node());
  }

  private String role(Entry role) {
    return role.knownIn(roles.keySet());
  }
}
