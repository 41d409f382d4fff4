package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The meanings of codes: in general, or in the responses of one operation. */
public final class CodeCatalogue {
  /** The codes of all operations; null in those of one. */
  private final @Nullable CodeCatalogue general;

  private final Map<Family, Code.Listed> families;

  /** Codes and classes of codes; of several classes that a code fits, the first decides. */
  private final List<Code.Listed> listed = new ArrayList<>();

  private final Map<Condition, Code.ErrorResponse> responses = new EnumMap<>(Condition.class);
  private final List<Code.Listed> everywhere;
  private final Set<String> names;

  @JsonIgnoreProperties({"description", "response"})
  private record Listing(
      Map<Family, Code.Listed> families,
      List<Code.Listed> codes,
      List<Code.ListedResponse> responses) {}

  /** Reads the codes of all operations. */
  CodeCatalogue(Statement codes) {
    codes
        .node()
        .path("families")
        .properties()
        .forEach(family -> ((ObjectNode) family.getValue()).put("family", family.getKey()));
    Listing catalogue = codes.as(Listing.class);
    general = null;
    families = catalogue.families();
    listed.addAll(families.values());
    listed.addAll(catalogue.codes());
    everywhere = new ArrayList<>();
    names = new LinkedHashSet<>();
    list(catalogue.codes());
    for (Code.Listed code : catalogue.codes()) {
      code.responses().forEach(response -> add(code, response));
    }
    for (Code.ListedResponse response : catalogue.responses()) {
      listed(String.valueOf(response.code())).ifPresent(code -> add(code, response));
    }
  }

  private void add(Code.Listed code, Code.ListedResponse response) {
    responses.putIfAbsent(response.when(), response.of(code(code)));
  }

  /** Reads the codes of an operation, which come first. */
  CodeCatalogue(CodeCatalogue general, Statement codes) {
    this.general = general;
    families = general.families;
    everywhere = general.everywhere;
    names = general.names;
    if (codes.present()) {
      listed.addAll(codes.<List<Code.Listed>>as(new TypeReference<List<Code.Listed>>() {}));
      list(listed);
    }
  }

  private void list(List<Code.Listed> codes) {
    everywhere.addAll(codes);
    codes.stream().map(Code.Listed::code).filter(Objects::nonNull).forEach(names::add);
  }

  private Code code(Code.Listed said) {
    return code(said, said.pattern() == null ? said.code() : said.pattern().pattern(), said);
  }

  private Code code(Code.Listed said, String code, Code.Listed like) {
    return said.of(code, families.getOrDefault(said.family(), said), like);
  }

  private Optional<Code.Listed> listed(String code) {
    return listed.stream().filter(said -> code.equals(said.code())).findFirst();
  }

  private Optional<Code.Listed> generally(String code) {
    return Optional.ofNullable(general).flatMap(all -> all.listed(code));
  }

  private Optional<Code.Listed> likeOf(String code) {
    return listed.stream().filter(said -> said.matches(code)).findFirst();
  }

  /**
   * Returns the meaning of a code: as listed here, or that of its class, such as 4xxx, or else its
   * general meaning.
   */
  public Optional<Code> find(String code) {
    return listed(code)
        .map(this::code)
        .or(() -> likeOf(code).map(like -> ofClass(code, like)))
        .or(() -> Optional.ofNullable(general).flatMap(all -> all.find(code)));
  }

  /** A code that is listed for all has its own words where it is of the class's family. */
  private Code ofClass(String code, Code.Listed like) {
    return generally(code)
        .filter(said -> said.family() == like.family())
        .map(said -> code(said, code, like))
        .orElseGet(() -> code(like, code, like));
  }

  /** Returns whether a code is listed with the meaning that it has here. */
  public boolean lists(String code) {
    Optional<Family> here = find(code).map(Code::family);
    return listed(code).isPresent()
        || generally(code).filter(said -> here.equals(Optional.of(said.family()))).isPresent();
  }

  /** Returns the class of a code by its digits, such as 4xxx. */
  public Family classOf(String code) {
    return likeOf(code)
        .map(Code.Listed::family)
        .orElseGet(() -> general == null ? Family.UNKNOWN : general.classOf(code));
  }

  /** Returns the codes that are listed here. */
  public List<Code> all() {
    return listed.stream().filter(said -> said.code() != null).map(this::code).toList();
  }

  /** Returns the classes of codes, such as 4xxx; in the place of a code each has its pattern. */
  public List<Code> classes() {
    return listed.stream().filter(said -> said.pattern() != null).map(this::code).toList();
  }

  /** Returns the codes, general ones and those of operations, by their names. */
  public Map<String, Code> meanings() {
    Map<String, Code> meanings = new LinkedHashMap<>();
    everywhere.stream()
        .filter(said -> said.name() != null)
        .forEach(said -> meanings.putIfAbsent(said.name(), code(said)));
    return meanings;
  }

  /** Returns all codes that the contract lists, in the catalogue or for some operation. */
  public Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  /**
   * Returns the catalogue's response to a condition.
   *
   * @throws IllegalArgumentException if the catalogue has none
   */
  public Code.ErrorResponse responseTo(Condition condition) {
    return findResponse(condition)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the code catalogue has no response to " + condition.key()));
  }

  Optional<Code.ErrorResponse> findResponse(Condition condition) {
    return Optional.ofNullable(responses.get(condition));
  }

  /** Returns the responses that the catalogue has to conditions. */
  public Collection<Code.ErrorResponse> responses() {
    return List.copyOf(responses.values());
  }
}
