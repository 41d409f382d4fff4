package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.Comparator;
import java.util.List;

/**
 * Something about a response that is not as the contract has it.
 *
 * @param part which part of the response
 * @param at where in the body; the root for other parts
 * @param difference the kind of difference; it decides whether the check fails
 * @param wording how it is worded
 * @param wanted the expected value, masked; empty if there is none
 * @param got the actual value, masked; empty if there is none
 * @param more the number of further findings like it
 */
public record Finding(
    Part part,
    JsonPointer at,
    Difference difference,
    Wording wording,
    String wanted,
    String got,
    int more) {

  /** A part of a response. */
  public enum Part {
    RESPONSE("response"),
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
    this(Part.MEMBER, at, difference, wording, wanted, got, 0);
  }

  /** Creates one of another part. */
  Finding(Part part, Difference difference, Wording wording, String wanted, String got) {
    this(part, JsonPointer.empty(), difference, wording, wanted, got, 0);
  }

  /** Creates one of a member of the body that a sentence describes. */
  public Finding(JsonPointer at, Difference difference, String problem) {
    this(at, difference, Wording.AS_IS, problem, "");
  }

  /** Creates one of the whole response that a sentence describes. */
  public Finding(Difference difference, String problem) {
    this(Part.RESPONSE, difference, Wording.AS_IS, problem, "");
  }

  private Finding with(JsonPointer other, Difference otherDifference, int others) {
    return new Finding(part, other, otherDifference, wording, wanted, got, others);
  }

  /** Returns the same without secrets in the names of its place; its texts have none. */
  public Finding cleaned(Masking masking) {
    return with(JsonPointer.compile(masking.cleanPlace(at.toString())), difference, more);
  }

  Finding as(Difference other) {
    return with(at, other, more);
  }

  Finding andMore(int others) {
    return with(at, difference, others);
  }

  /** Returns the place as reports show it. */
  public String place() {
    return part == Part.MEMBER ? at.toString() : part.words;
  }

  /** Returns the place, in which {@code *} means each element of a list. */
  public String anyPlace() {
    return part == Part.MEMBER ? JsonText.anyElement(at).toString() : part.words;
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
