package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds out what stands behind a URL, and gets an access token from it. */
final class TargetByUrl {
  private static final String CONTROL_TOKEN = "QXY_CONTROL_TOKEN";

  private final Contract contract;
  private final Masking masking;
  private final Map<String, String> environment;
  private final String url;

  TargetByUrl(Contract contract, Masking masking, Map<String, String> environment, String url) {
    this.contract = contract;
    this.masking = masking;
    this.environment = environment;
    this.url = withSchemeInLowerCase(url.replaceFirst("/+$", ""));
  }

  /**
   * Returns the target, ready to be called.
   *
   * @throws CouldNotRunException if it cannot be reached, is not the API or gives no token
   */
  Target open() {
    requireHttpUrl();
    Credentials credentials = Credentials.of(environment);
    masking.learn(credentials.appSecret());
    masking.learn(credentials.hashedSecret());
    Caller caller = new Caller(url);
    try {
      MockControl control = new MockControl(caller, controlToken());
      return control.exists() ? mock(caller, credentials, control) : real(caller, credentials);
    } catch (NoAnswerException unreachable) {
      throw new CouldNotRunException(unreachable.getMessage(), unreachable);
    }
  }

  private String controlToken() {
    String token = environment.getOrDefault(CONTROL_TOKEN, "");
    masking.learn(token);
    return token;
  }

  private Target real(Caller caller, Credentials credentials) {
    Taxpayer taxpayer = new Taxpayer(environment, credentials);
    Signer signer = signer(caller, credentials, InstantSource.system());
    return new Target(
        url,
        Target.Kind.REAL,
        true,
        whose -> whose == Whose.DOCUMENTED ? Values.DOCUMENTED : taxpayer,
        SmsCodes.UNKNOWN,
        Optional.empty(),
        caller,
        signer);
  }

  private Target mock(Caller caller, Credentials credentials, MockControl control) {
    Optional<MockControl> obeying = Optional.of(control).filter(MockControl::obeys);
    Signer signer =
        signer(
            caller,
            credentials,
            obeying.<InstantSource>map(c -> c).orElseGet(InstantSource::system));
    return new Target(
        url,
        Target.Kind.MOCK,
        refusesUnsigned(caller),
        new Persons(new Taxpayer(environment, credentials)),
        obeying.<SmsCodes>map(c -> c).orElse(SmsCodes.UNKNOWN),
        obeying,
        caller,
        signer);
  }

  private Signer signer(Caller caller, Credentials credentials, InstantSource clock) {
    Taxpayer taxpayer = new Taxpayer(environment, credentials);
    Signer signer =
        new Signer(
            credentials, contract.securityHeaders(), clock, () -> fetchToken(caller, taxpayer));
    signer.renew();
    return signer;
  }

  /** A mock server authenticates or not, as it was told when it was started. */
  private boolean refusesUnsigned(Caller caller) {
    Operation operation =
        contract.operations().stream()
            .filter(o -> o.signed() && o.effect() == Effect.NONE)
            .findFirst()
            .orElseThrow();
    Answer answer =
        caller.send(operation.method(), operation.path(), Map.of(), "{}".getBytes(UTF_8));
    String refusal = contract.codes().answerTo(Condition.TOKEN_MISSING).code().code();
    return new Envelope(answer.body()).code().filter(refusal::equals).isPresent();
  }

  private static String withSchemeInLowerCase(String url) {
    int end = Math.max(url.indexOf("://"), 0);
    return url.substring(0, end).toLowerCase(Locale.ROOT) + url.substring(end);
  }

  private void requireHttpUrl() {
    try {
      URI uri = URI.create(url);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare =
          uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
      if (http && uri.getHost() != null && bare) {
        return;
      }
    } catch (IllegalArgumentException noUri) {
      throw wrongUrl(noUri);
    }
    throw wrongUrl(null);
  }

  private static CouldNotRunException wrongUrl(Throwable cause) {
    return new CouldNotRunException(
        "--target needs a URL such as https://api.example.com,"
            + " without user, password, query and fragment",
        cause);
  }

  private String fetchToken(Caller caller, Taxpayer taxpayer) {
    Operation operation = contract.operations(Flow.Role.ISSUES_TOKEN).get(0);
    ObjectNode documented = (ObjectNode) operation.firstSuccess().request().orElseThrow();
    byte[] request = filled(operation, documented, taxpayer).toString().getBytes(UTF_8);
    Answer answer = caller.send(operation.method(), operation.path(), Map.of(), request);
    JsonNode body = answer.body();
    if (!body.isObject()) {
      throw notTheApi(operation, answer);
    }
    masking.learn(body);
    return token(operation, body)
        .orElseThrow(
            () ->
                new CouldNotRunException(
                    operation.id()
                        + " gave no access token: are QXY_APP_KEY and QXY_APP_SECRET"
                        + " right? It answered "
                        + masking.clean(body)));
  }

  private CouldNotRunException notTheApi(Operation operation, Answer answer) {
    return new CouldNotRunException(
        url
            + " answered "
            + operation.id()
            + " with HTTP "
            + answer.status()
            + " and "
            + (answer.mediaType().isEmpty() ? "no media type" : answer.mediaType())
            + " instead of the API's JSON: is the URL right?");
  }

  private static ObjectNode filled(Operation operation, ObjectNode documented, Taxpayer taxpayer) {
    try {
      return taxpayer.fill(operation, documented);
    } catch (MissingValuesException missing) {
      throw new CouldNotRunException(operation.id() + " " + missing.getMessage(), missing);
    }
  }

  private static Optional<String> token(Operation operation, JsonNode answer) {
    return operation
        .flow()
        .flatMap(Flow::token)
        .map(issue -> answer.at(issue.at()))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(token -> !token.isBlank());
  }
}
