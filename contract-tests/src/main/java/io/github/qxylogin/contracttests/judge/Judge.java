package io.github.qxylogin.contracttests.judge;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Template;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Expectation.CatalogueError;
import io.github.qxylogin.contracttests.check.Expectation.Documented;
import io.github.qxylogin.contracttests.check.Expectation.OneOf;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.judge.Finding.Part;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.contracttests.wire.JsonType;
import io.github.qxylogin.contracttests.wire.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Judges responses by the vendor's documentation alone. A sent call is judged by its expectation,
 * an observed call by the documented case that is closest to the response. VERDICTS.md has the
 * rules in this order.
 */
public final class Judge {
  /** Receives every call and its response before masking. It must mask the values that it keeps. */
  @FunctionalInterface
  public interface Observer {
    /**
     * Sees a response.
     *
     * @param findings its findings, before masking
     */
    void observe(
        Check check, Step.Call call, JsonNode request, Response response, List<Finding> findings);
  }

  private static final String MEDIA_TYPE = "application/json";

  /** An unknown value of the request may come back; absent members depend on the call. */
  private static final Set<Difference> OF_THE_CALL =
      Set.of(Difference.UNKNOWN_VALUE, Difference.OPTIONAL_MISSING);

  private static final Set<Difference> OF_NO_DATA =
      Set.of(Difference.SCHEMA, Difference.EXTRA_MEMBER);

  private final Contract contract;
  private final Masking masking;
  private final BodySchemas schemas;

  /** In the order of VERDICTS.md, these first; of two findings at one place the first counts. */
  private final List<Function<Judged, Stream<Finding>>> ofTheCase;

  /** Those that do not depend on the expected case. */
  private final List<Function<Judged, Stream<Finding>>> ofTheWhole;

  private final Map<String, CaseMatcher> matchers = new ConcurrentHashMap<>();

  /** The request of each value in a response, by operation, place and value. */
  private final Map<List<Object>, JsonNode> requests = new ConcurrentHashMap<>();

  public Judge(Contract contract, Masking masking) {
    this.contract = contract;
    this.masking = masking;
    this.schemas = new BodySchemas(contract, masking);
    CodeRules codes = new CodeRules(contract);
    TextRules texts = new TextRules(contract);
    this.ofTheCase =
        List.of(
            codes::code,
            texts::otherField,
            texts::unknownField,
            texts::text,
            this::members,
            this::values,
            codes::dataOfAnError);
    this.ofTheWhole = List.of(this::schema, codes::success, this::repeated);
  }

  /** Returns the findings of the response to a call, one a place. */
  public List<Finding> expecting(Step.Call call, JsonNode request, Response response) {
    Expectation expected = call.expected();
    return findings(
        new Judged(
            this, call.operation(), request, response, Optional.of(expected), Optional.empty()),
        expected.alternatives(),
        f -> expected instanceof OneOf && OF_THE_CALL.contains(f.difference()));
  }

  /**
   * Returns the expectation of a call: of a taxpayer with unknown data, that of the documented
   * cases with one code which applies.
   */
  public Expectation expectation(Step.Call call, JsonNode response) {
    return call.expected() instanceof Documented expected
            && call.body() instanceof Body.Fields fields
            && fields.user() == TestUser.CONFIGURED
        ? new Documented(
            CaseMatcher.closestOfCode(call.operation(), expected.documented(), response))
        : call.expected();
  }

  /**
   * Returns the findings of the response to an observed call, one a place, compared with its
   * closest documented case. A masked value of the recording may be anything.
   */
  public List<Finding> observed(Operation operation, JsonNode request, Response response) {
    if (response.status() == 0) {
      return List.of(new Finding(Difference.NO_RESPONSE, "no response"));
    }
    JsonNode body = response.body();
    boolean hidden = response.isUnknown() || isMasked(body);
    return findings(
        new Judged(this, operation, request, response, Optional.empty(), Optional.empty()),
        matcher(operation).closest(body).stream().map(Documented::new),
        f ->
            f.difference() == Difference.OPTIONAL_MISSING
                || (hidden && f.part() == Part.BODY)
                || (f.part() == Part.MEMBER && (hidden || isMaskedValue(body, f))));
  }

  private List<Finding> findings(
      Judged response, Stream<? extends Expectation> alternatives, Predicate<Finding> dropped) {
    List<Finding> findings = ofTheHead(response);
    if (response.response().body().isMissingNode()) {
      findings.add(noJson(response.response()));
    } else {
      Judged judged = closest(response, alternatives);
      findings.addAll(findings(ofTheCase, judged));
      findings.addAll(findings(ofTheWhole, judged));
      findings.removeIf(dropped);
      example(judged, findings).ifPresent(findings::add);
    }
    findings.removeIf(dropped);
    return onePerPlace(findings);
  }

  /** Chooses the alternative with the code of the response, and of several the closest. */
  private Judged closest(Judged judged, Stream<? extends Expectation> alternatives) {
    List<Judged> ways = alternatives.map(judged::by).toList();
    int nearest = ways.stream().mapToInt(Judged::distance).min().orElse(0);
    List<Judged> near = ways.stream().filter(w -> w.distance() == nearest).toList();
    return near.size() == 1
        ? near.get(0)
        : near.stream()
            .map(way -> Map.entry(way, findings(ofTheCase, way)))
            .min(Map.Entry.comparingByValue(Finding.FEWEST))
            .map(Map.Entry::getKey)
            .orElse(judged);
  }

  private static List<Finding> findings(
      List<Function<Judged, Stream<Finding>>> rules, Judged judged) {
    return rules.stream().flatMap(rule -> rule.apply(judged)).toList();
  }

  private CaseMatcher matcher(Operation operation) {
    return matchers.computeIfAbsent(
        operation.id(), id -> new CaseMatcher(operation, operation.responseSchema()));
  }

  /**
   * Returns the undocumented parts of a request: members and, if its response is a success, values
   * outside a vocabulary and values that the schema forbids. A documented request may break the
   * rules of its own page.
   */
  public List<Finding> sent(Operation operation, JsonNode request, Response response) {
    boolean accepted = new Envelope(response.body()).isSuccess(operation);
    boolean documented = operation.cases().stream().anyMatch(c -> request.equals(c.request()));
    return !request.isObject() || documented
        ? List.of()
        : schemas.request(operation, request).stream()
            .filter(finding -> !isMaskedValue(request, finding))
            .filter(f -> accepted || f.difference() == Difference.EXTRA_MEMBER)
            .map(finding -> finding.as(ofARequest(finding.difference())))
            .toList();
  }

  private static Difference ofARequest(Difference difference) {
    return switch (difference) {
      case EXTRA_MEMBER -> Difference.SENT_MEMBER;
      case UNKNOWN_VALUE -> Difference.SENT_VALUE;
      default -> Difference.SENT_FORBIDDEN;
    };
  }

  /** A masked value may be anything; an undocumented member is a finding all the same. */
  private static boolean isMaskedValue(JsonNode body, Finding finding) {
    return finding.difference() != Difference.EXTRA_MEMBER && isMasked(body.at(finding.at()));
  }

  /** Some mask all of a value, some its middle. */
  private static boolean isMasked(JsonNode value) {
    return value.isTextual()
        && (value.textValue().contains(Redaction.MASK) || value.textValue().contains("**"));
  }

  private List<Finding> ofTheHead(Judged judged) {
    List<Finding> findings = new ArrayList<>();
    Response response = judged.response();
    Set<Integer> statuses = judged.statuses();
    if (!statuses.contains(response.status())) {
      String wanted = statuses.stream().map(Object::toString).collect(joining(" / "));
      String got = Integer.toString(response.status());
      findings.add(new Finding(Part.STATUS, Difference.STATUS, Wording.VALUE, wanted, got));
    }
    if (!response.mediaType().equalsIgnoreCase(MEDIA_TYPE)) {
      String got = masking.contentType(response.contentType());
      findings.add(
          new Finding(Part.CONTENT_TYPE, Difference.CONTENT_TYPE, Wording.VALUE, MEDIA_TYPE, got));
    }
    return findings;
  }

  private Stream<Finding> members(Judged judged) {
    boolean ofOneCase = judged.call().filter(Documented.class::isInstance).isPresent();
    Predicate<String> secret = ofOneCase ? masking::hides : place -> false;
    Comparison comparison = new Comparison(contract, judged.operation(), secret);
    return judged.documentedCase().stream().flatMap(c -> comparison.with(c, judged.body()));
  }

  /** Of cases with one code, the response must have the values of the expected one. */
  private Stream<Finding> values(Judged judged) {
    return judged.documentedCase().stream()
        .flatMap(
            c ->
                CaseMatcher.contradicting(judged.operation(), c, judged.body()).entrySet().stream())
        .map(
            wanted -> {
              String value = masking.show(wanted.getKey().toString(), wanted.getValue());
              return judged.finding(wanted.getKey(), Difference.OTHER_VALUE, Wording.VALUE, value);
            });
  }

  /** The body matches the schema, except rules for successes. */
  private Stream<Finding> schema(Judged judged) {
    return schemas.response(judged.operation(), judged.body()).stream()
        .filter(finding -> !(judged.isError() && isOfASuccess(judged, finding)));
  }

  /** Pages print an empty text, null or nothing as the data of an error, and members of its own. */
  private static boolean isOfASuccess(Judged judged, Finding finding) {
    JsonPointer data = judged.at(Envelope.DATA);
    return finding.at().equals(data)
        ? JsonType.isNullOrEmpty(judged.body().at(data))
            && OF_NO_DATA.contains(finding.difference())
        : finding.difference() == Difference.MEMBER_MISSING
            && finding.at().toString().startsWith(data + "/");
  }

  /** A value that each response has anew is no other request's, unless pages print it. */
  private Stream<Finding> repeated(Judged judged) {
    Operation operation = judged.operation();
    List<JsonPointer> places = new ArrayList<>();
    if (!judged.observed() && judged.documentedCase().isPresent()) {
      operation.inFlow(Flow::taskAt).ifPresent(places::add);
      operation.templates().stream()
          .filter(template -> template.isA(Template.RANDOM_VALUE))
          .forEach(template -> places.add(template.at()));
    }
    return places.stream()
        .filter(at -> judged.body().at(at).isValueNode() && !judged.body().at(at).isNull())
        .filter(
            at ->
                operation.cases().stream()
                    .noneMatch(c -> c.response().at(at).equals(judged.body().at(at))))
        .filter(at -> isOfAnother(judged, at))
        .map(at -> judged.finding(at, Difference.VALUE_REUSED, Wording.NEW, ""));
  }

  private boolean isOfAnother(Judged judged, JsonPointer at) {
    String value = judged.body().at(at).asText();
    JsonNode first =
        requests.putIfAbsent(List.of(judged.operation().id(), at, value), judged.request());
    return first != null && !first.equals(judged.request());
  }

  private Finding noJson(Response response) {
    String wanted = Integer.toString(JsonText.DEEPEST);
    String got = response.noJson().map(body -> masking.shown(body).toString()).orElse("");
    return new Finding(Part.BODY, Difference.NO_JSON, Wording.NO_JSON, wanted, got);
  }

  /** Some case looks like a response, unless something about it misleads callers. */
  private Optional<Finding> example(Judged judged, List<Finding> findings) {
    JsonNode body = judged.body();
    JsonNode data = judged.envelope().data();
    return judged
        .envelope()
        .code()
        .filter(code -> !(data.isArray() && data.isEmpty()) && !isOfAll(code))
        .filter(code -> !CaseMatcher.isHidden(body) && judged.matcher().alike(body).isEmpty())
        .filter(code -> findings.stream().noneMatch(Finding::breaking))
        .map(code -> String.join(", ", judged.matcher().filled(body)))
        .map(
            filled ->
                new Finding(Part.BODY, Difference.MISSING_EXAMPLE, Wording.EXAMPLE, "", filled));
  }

  /** Returns whether any operation may return a code: the gateway's, or the catalogue's. */
  private boolean isOfAll(String code) {
    return contract.codes().responses().stream().anyMatch(a -> a.code().code().equals(code))
        || contract.codes().find(code).filter(known -> !known.success()).isPresent();
  }

  /** A breaking finding hides drift at the same place; all spellings of a member are one place. */
  private static List<Finding> onePerPlace(List<Finding> findings) {
    Map<String, Finding> first = new LinkedHashMap<>();
    findings.forEach(
        finding ->
            first.merge(
                Envelope.valid(finding.place()),
                finding,
                (one, other) -> other.breaking() && !one.breaking() ? other : one));
    return List.copyOf(first.values());
  }

  /**
   * A response that is judged.
   *
   * @param call the expectation of its call; empty for an observed call
   * @param expected the alternative of it that the response is judged by
   */
  record Judged(
      Judge judge,
      Operation operation,
      JsonNode request,
      Response response,
      Optional<Expectation> call,
      Optional<Expectation> expected) {

    Judged by(Expectation alternative) {
      return new Judged(judge, operation, request, response, call, Optional.of(alternative));
    }

    JsonNode body() {
      return response.body();
    }

    /** Returns the documented statuses. */
    Set<Integer> statuses() {
      return call.map(expectation -> Set.of(expectation.status()))
          .orElseGet(
              () ->
                  operation.cases().stream().map(Case::status).collect(toCollection(TreeSet::new)));
    }

    boolean observed() {
      return call.isEmpty();
    }

    Masking masking() {
      return judge.masking;
    }

    CaseMatcher matcher() {
      return judge.matcher(operation);
    }

    Envelope envelope() {
      return new Envelope(body());
    }

    Optional<Case> documentedCase() {
      return expected
          .filter(Documented.class::isInstance)
          .map(by -> ((Documented) by).documented());
    }

    /** Returns the text for people. */
    String text() {
      return envelope().message().orElse("");
    }

    Optional<CatalogueError> error() {
      return expected.flatMap(Expectation::error);
    }

    /** Returns the error that the call has to get, or may get. */
    Optional<CatalogueError> expectedError() {
      return call.flatMap(Expectation::error);
    }

    String wantedCode() {
      return expected.map(Expectation::code).orElse("");
    }

    boolean hasWantedCode() {
      return envelope().code().orElse("").equals(wantedCode());
    }

    /** Returns whether a page prints the very code, and not its family alone. */
    boolean documented() {
      return expected.filter(Expectation::isDocumented).isPresent();
    }

    /** Returns whether the expectation is documented. */
    boolean documentedError() {
      return observed()
          ? documented()
          : expectedError().map(r -> r.response().evidence().documented()).orElse(true);
    }

    /** Orders alternatives: of the code that came and its distinguishing values, of its code. */
    int distance() {
      String got = body().path(Envelope.CODE).asText();
      String wanted = wantedCode();
      if (!got.equals(wanted)) {
        return CodeRules.areRelated(operation, wanted, got) ? 2 : 3;
      }
      return documentedCase()
          .filter(c -> !CaseMatcher.contradicting(operation, c, body()).isEmpty())
          .map(contradicted -> 1)
          .orElse(0);
    }

    boolean isError() {
      return envelope().success().filter(success -> !success).isPresent()
          || envelope().code().filter(c -> operation.familyOf(c) != Family.OK).isPresent();
    }

    /** Returns the place of a member of the envelope, in the spelling of the response. */
    JsonPointer at(String member) {
      return JsonPointer.empty().appendProperty(Envelope.nameIn(body(), member));
    }

    Finding finding(String member, Difference difference, Wording wording, String wanted) {
      return finding(at(member), difference, wording, wanted);
    }

    Finding finding(JsonPointer at, Difference difference, Wording wording, String wanted) {
      return new Finding(
          at, difference, wording, wanted, masking().got(at.toString(), body().at(at)));
    }
  }
}
