package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds out what stands behind a URL, and gets an access token from it. */
final class TargetByUrl {
  private static final String HEALTH = "/__mock/health";
  private static final String MOCK = "qixiangyun-login-mock-server";

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
  Target open() throws CouldNotRunException {
    requireHttpUrl();
    Credentials credentials = Credentials.of(environment);
    masking.learn(credentials.appSecret());
    masking.learn(credentials.hashedSecret());
    Caller caller = new Caller(url);
    try {
      boolean mock = isMock(caller.get(HEALTH));
      Taxpayer taxpayer = new Taxpayer(environment, credentials);
      String token = fetchToken(caller, taxpayer);
      Signer signer = new Signer(credentials, contract.securityHeaders(), Clock.systemUTC());
      return new Target(
          url,
          mock,
          false,
          mock ? documentedButFor(taxpayer) : taxpayer,
          caller,
          (operation, body) -> signer.headers(operation.method(), body, token));
    } catch (NoAnswerException unreachable) {
      throw new CouldNotRunException(unreachable.getMessage(), unreachable);
    }
  }

  /** A mock server that authenticates knows the given credentials, and not the documented ones. */
  private static Values documentedButFor(Taxpayer taxpayer) {
    return (operation, documented) ->
        operation.flow().flatMap(Flow::token).isPresent()
            ? taxpayer.fill(operation, documented)
            : Values.DOCUMENTED.fill(operation, documented);
  }

  private static String withSchemeInLowerCase(String url) {
    int end = Math.max(url.indexOf("://"), 0);
    return url.substring(0, end).toLowerCase(Locale.ROOT) + url.substring(end);
  }

  private void requireHttpUrl() throws CouldNotRunException {
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

  private static boolean isMock(Answer health) {
    return health.status() == 200 && health.body().path("service").asText().equals(MOCK);
  }

  private String fetchToken(Caller caller, Taxpayer taxpayer) throws CouldNotRunException {
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

  private static ObjectNode filled(Operation operation, ObjectNode documented, Taxpayer taxpayer)
      throws CouldNotRunException {
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
