package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer.NoJson;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something about a response that is not as the contract has it.
 *
 * @param part which part of the response
 * @param at where in the body; the root for other parts
 * @param difference what kind of difference it is, which decides whether it fails the check
 * @param wording how it is worded
 * @param wanted what was wanted, masked; empty for nothing
 * @param got what came, masked; empty for nothing
 * @param more for how many more that are alike it stands
 * @param noJson what is known of a body that is no JSON
 */
public record Finding(
    Part part,
    JsonPointer at,
    Difference difference,
    Wording wording,
    String wanted,
    String got,
    int more,
    @Nullable NoJson noJson) {

  /** A part of a response. */
  public enum Part {
    RESPONSE("answer"),
    STATUS("HTTP status"),
    CONTENT_TYPE("Content-Type"),
    BODY("body"),
    MEMBER("");

    private final String words;

    Part(String words) {
      this.words = words;
    }
  }

  /** Orders by breaking findings, then by total. */
  static final Comparator<List<Finding>> FEWEST =
      Comparator.<List<Finding>>comparingLong(
              findings -> findings.stream().filter(Finding::breaking).count())
          .thenComparingInt(List::size);

  /** Creates one of a member of the body. */
  Finding(JsonPointer at, Difference difference, Wording wording, String wanted, String got) {
    this(Part.MEMBER, at, difference, wording, wanted, got, 0, null);
  }

  /** Creates one of another part. */
  Finding(Part part, Difference difference, Wording wording, String wanted, String got) {
    this(part, JsonPointer.empty(), difference, wording, wanted, got, 0, null);
  }

  /** Creates one that a sentence describes. */
  public Finding(String place, Difference difference, String problem) {
    this(
        Part.MEMBER,
        JsonPointer.compile(place.startsWith("/") ? place : ""),
        difference,
        Wording.AS_IS,
        problem,
        "",
        0,
        null);
  }

  /** Creates one of the whole response that a sentence describes. */
  public static Finding ofTheResponse(Difference difference, String problem) {
    return new Finding(Part.RESPONSE, difference, Wording.AS_IS, problem, "");
  }

  static Finding ofNoJson(int deepest, NoJson body) {
    return new Finding(
        Part.BODY,
        JsonPointer.empty(),
        Difference.NO_JSON,
        Wording.NO_JSON,
        Integer.toString(deepest),
        body.toString(),
        0,
        body);
  }

  /** Returns the same without secrets in the names of its place; its texts have none. */
  public Finding cleaned(Masking masking) {
    return new Finding(
        part,
        JsonPointer.compile(masking.cleanPlace(at.toString())),
        difference,
        wording,
        wanted,
        got,
        more,
        noJson);
  }

  Finding as(Difference other) {
    return new Finding(part, at, other, wording, wanted, got, more, noJson);
  }

  Finding andMore(int others) {
    return new Finding(part, at, difference, wording, wanted, got, others, noJson);
  }

  /** Returns where in a body it is; empty if it is about another part. */
  public Optional<JsonPointer> pointer() {
    return part == Part.MEMBER ? Optional.of(at) : Optional.empty();
  }

  /** Returns the place as reports show it. */
  public String place() {
    return part == Part.MEMBER ? at.toString() : part.words;
  }

  /** Returns the problem in English. */
  public String problem() {
    return problem(Language.EN);
  }

  public String problem(Language language) {
    String sentence = wording.of(language, wanted, got);
    return more == 0 ? sentence : sentence + Wording.MORE.of(language, "", Integer.toString(more));
  }

  public boolean breaking() {
    return difference.breaking();
  }

  @Override
  public String toString() {
    return place() + ": " + problem();
  }
}
