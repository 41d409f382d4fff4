package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.ObservedCall;
import io.github.qxylogin.contracttests.judge.Wording;
import io.github.qxylogin.contracttests.text.Discretion;
import io.github.qxylogin.contracttests.wire.Answer;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.Place;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One way in which calls of an operation differ from the contract, with all that were seen. */
public final class DriftFinding {

  private static final Set<Difference> OF_A_REQUEST =
      EnumSet.of(Difference.SENT_MEMBER, Difference.SENT_VALUE, Difference.SENT_FORBIDDEN);

  /**
   * What makes two sightings one finding.
   *
   * @param detail what was wanted or seen; in clear, and shown only as {@link Discretion} allows
   */
  record Key(Difference kind, Place place, String detail) {
    static Key of(Finding finding, ObservedCall call) {
      Place place = Place.of(finding.at());
      return new Key(finding.difference(), place, detail(finding, call));
    }

    /** Returns what of a finding is the same for every taxpayer. */
    private static String detail(Finding finding, ObservedCall call) {
      String mediaType = Answer.mediaType(call.contentType());
      return switch (finding.difference()) {
        case STATUS -> Integer.toString(call.status());
        case CONTENT_TYPE -> mediaType.isEmpty() ? "none" : mediaType;
        case UNKNOWN_CODE, UNPLACED_CODE, UNKNOWN_VALUE, SENT_VALUE ->
            value(finding, call).asText();
        case MISSING_EXAMPLE ->
            call.answer().map(answer -> answer.path(Envelope.CODE).asText()).orElse("")
                + " "
                + (finding.got().isEmpty() ? "without data" : "with " + finding.got());
        case UNKNOWN_FIELD -> finding.got();
        case OTHER_FAMILY, OTHER_CODE, OTHER_VALUE ->
            finding.place().equals("/" + Envelope.CODE) ? finding.problem() : "";
        case SCHEMA -> finding.wording() == Wording.TYPE ? finding.problem() : finding.wanted();
        default -> "";
      };
    }
  }

  private final Key key;
  private final ObservedCall first;
  private final SeenForm form = new SeenForm();
  private ObservedCall soundest;
  private Set<Difference> breaking;
  private int count;
  private int more;

  DriftFinding(Key key, ObservedCall first, Set<Difference> breaking, int count) {
    this.key = key;
    this.first = first;
    this.soundest = first;
    this.breaking = breaking;
    this.count = count;
  }

  /**
   * Counts a call that shows it.
   *
   * @param breaking what about the call misleads callers
   */
  void seen(ObservedCall call, Set<Difference> breaking) {
    count++;
    if (breaking.size() < this.breaking.size()) {
      soundest = call;
      this.breaking = breaking;
    }
  }

  /** Takes note of a value that shows it, and of how many more it stands for. */
  void add(JsonNode value, int others) {
    form.add(value);
    more = Math.max(more, others);
  }

  public Difference kind() {
    return key.kind();
  }

  /** Returns whether the schema forbids the type of the value, whatever it is. */
  public boolean isOfAnotherType() {
    return kind() == Difference.SCHEMA && detail().startsWith("wanted the type ");
  }

  public Place place() {
    return key.place();
  }

  public String detail() {
    return key.detail();
  }

  /** Returns the first call that shows it, which is its evidence. */
  public ObservedCall first() {
    return first;
  }

  /** Returns the call that shows it with the least beside it that breaks callers. */
  public ObservedCall soundest() {
    return soundest;
  }

  /** Returns whether no call shows it but such as mislead callers. */
  public boolean isOfBrokenCalls() {
    return !breaking.isEmpty();
  }

  /** Returns whether it was only seen under an HTTP status that its operation does not have. */
  public boolean isOfAnotherStatus() {
    return breaking.contains(Difference.STATUS);
  }

  public int count() {
    return count;
  }

  /** Returns how many more of its kind a call has, which are not told one by one. */
  public int more() {
    return more;
  }

  public SeenForm form() {
    return form;
  }

  /** Returns the code of the answer in which it was first seen. */
  public String code() {
    return first.answer().flatMap(answer -> new Envelope(answer).code()).orElse("");
  }

  /** Returns whether it is about what was sent. */
  public boolean isOfARequest() {
    return OF_A_REQUEST.contains(kind());
  }

  /** Returns the body in which it was first seen. */
  public Optional<JsonNode> evidence() {
    return isOfARequest() ? Optional.of(first.request()) : first.answer();
  }

  /** Returns the value that shows a finding; a missing node when the whole answer does. */
  static JsonNode value(Finding finding, ObservedCall call) {
    JsonNode none = MissingNode.getInstance();
    JsonNode body =
        OF_A_REQUEST.contains(finding.difference()) ? call.request() : call.answer().orElse(none);
    return finding
        .pointer()
        .map(body::at)
        .orElse(finding.part() == Finding.Part.BODY ? body : none);
  }
}
