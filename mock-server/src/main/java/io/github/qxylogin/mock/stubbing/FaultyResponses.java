package io.github.qxylogin.mock.stubbing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.Decision;
import io.github.qxylogin.mock.http.ErrorResponses;
import io.github.qxylogin.mock.http.ExplainedResponse;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.text.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Applies faults to responses.
 *
 * @param lost the latest call with a lost response
 */
public record FaultyResponses(
    Faults faults, ErrorResponses failures, AtomicReference<@Nullable OperationRequest> lost) {
  /** A browser sends a POST again as soon as its connection is lost. */
  private static final Duration AGAIN = Duration.ofMillis(50);

  /** The journal's rule of a response that a fault has changed. */
  public static final String RULE = "fault";

  /** No JSON, no UTF-8, and the same every time. */
  private static final byte[] GARBAGE = new byte[256];

  static {
    new Random(1).nextBytes(GARBAGE);
  }

  private static final String NGINX_PAGE =
      """
      <html>\r
      <head><title>%1$s</title></head>\r
      <body>\r
      <center><h1>%1$s</h1></center>\r
      <hr><center>nginx</center>\r
      </body>\r
      </html>\r
      """;

  /**
   * Returns the response to a call, changed if a fault applies.
   *
   * @param usual handles the call; not run if the fault comes before it takes effect
   */
  public ExplainedResponse apply(OperationRequest request, Supplier<ExplainedResponse> usual) {
    OperationRequest before = lost.get();
    ExplainedResponse response =
        faults.match(request).map(applied -> faulty(applied, usual)).orElseGet(usual);
    // Once: a browser sends it once more, and the clock may stand still.
    boolean sentAgain =
        before != null && isSentAgain(before, request) && lost.compareAndSet(before, null);
    if (response.response().fault().losesResponse()) {
      lost.set(request);
    }
    return sentAgain ? response.because("fault.sent-again") : response;
  }

  private static boolean isSentAgain(OperationRequest before, OperationRequest request) {
    // A transaction may run again, with the same call.
    return !request.http().equals(before.http())
        && request.operation().equals(before.operation())
        && request.body().equals(before.body())
        && request.at().isBefore(before.at().plus(AGAIN));
  }

  private ExplainedResponse faulty(Faults.Active applied, Supplier<ExplainedResponse> usual) {
    boolean acts = applied.fault().actsFirst();
    ExplainedResponse faulty = faulty(applied.fault(), acts ? usual : this::failed);
    MockResponse.TransportFault transportFault = applied.fault().transportFault();
    Decision.AppliedFault fault =
        new Decision.AppliedFault(
            applied.name(), Optional.ofNullable(transportFault.kind()), transportFault.delay());
    Decision chosen = faulty.decision();
    Message why =
        Message.of(acts ? "fault.instead" : "fault.before", fault.message(), chosen.reason());
    return new ExplainedResponse(
        new Decision(
            RULE, chosen.caseName(), chosen.evidence(), why, chosen.notices(), Optional.of(fault)),
        faulty.response().withFault(transportFault));
  }

  private ExplainedResponse faulty(Fault fault, Supplier<ExplainedResponse> acting) {
    FaultKind kind = fault.kind();
    if (kind == null) {
      return acting.get();
    }
    return switch (kind) {
      case CONNECTION_RESET, EMPTY_RESPONSE, DRIBBLED_BODY -> acting.get();
      case TRUNCATED_BODY -> acting.get().mapResponse(MockResponse::truncated);
      case GARBAGE_BODY -> acting.get().mapResponse(response -> response.withBody(GARBAGE));
      case SERVER_ERROR -> page(kind, 500, "500 Internal Server Error");
      case BAD_GATEWAY -> page(kind, 502, "502 Bad Gateway");
      case SERVICE_UNAVAILABLE -> page(kind, 503, "503 Service Temporarily Unavailable");
      case GATEWAY_TIMEOUT -> page(kind, 504, "504 Gateway Time-out");
      case RATE_LIMITED -> failed(failures.failure(Condition.RATE_LIMITED));
      case MAINTENANCE -> failed(failures.failure(Condition.MAINTENANCE));
    };
  }

  /** No page documents it, so that its case is the fault itself. */
  private static ExplainedResponse page(FaultKind kind, int status, String title) {
    String page = NGINX_PAGE.formatted(title);
    ChosenResponse failure =
        ChosenResponse.of(
            status, "text/html", TextNode.valueOf(page), kind.key(), Evidence.ASSUMED);
    return failed(failure).mapResponse(response -> response.withBody(page.getBytes(US_ASCII)));
  }

  /** The body to truncate when the call did nothing. */
  private ExplainedResponse failed() {
    return failed(failures.platformFailure());
  }

  private static ExplainedResponse failed(ChosenResponse failure) {
    return ExplainedResponse.of(RULE, failure.because("fault.nothing-done"));
  }
}
