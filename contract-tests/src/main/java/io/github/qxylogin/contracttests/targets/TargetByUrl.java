package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.TestUsers.MissingValuesException;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds out the kind of server behind a URL, and gets an access token from it.
 *
 * @param environment the credentials and the taxpayer, which its text does not show
 * @param caller calls the server
 * @param prompt reads the codes of SMS from the terminal, if there is one
 * @param earlierCodes whether the user may enter a code from before its SMS
 */
public record TargetByUrl(
    Contract contract,
    Masking masking,
    Map<String, String> environment,
    Caller caller,
    Optional<Prompt> prompt,
    boolean earlierCodes) {
  /** Asks for a secret. */
  @FunctionalInterface
  public interface Prompt {
    /**
     * Asks the user, and waits for the input, which is not shown.
     *
     * @return the input; empty without input in time
     */
    String ask(String question, Duration atMost);
  }

  @Override
  public String toString() {
    return caller.url();
  }

  /**
   * Returns the target, ready to be called.
   *
   * @throws CouldNotRunException if it cannot be reached, is not the API or returns no token
   */
  public Target open() {
    Credentials credentials = Credentials.of(environment);
    masking.learn(credentials.hashedSecret());
    learn(Variables.secrets(contract));
    Taxpayer taxpayer = new Taxpayer(contract, environment, credentials);
    try {
      Response first = issued(taxpayer);
      MockControl control =
          new MockControl(caller, environment.getOrDefault(Variables.CONTROL_TOKEN, ""));
      boolean mock = caller.calledAMock();
      if (mock) {
        requireSameContract(control);
        requireLenient(control);
      } else {
        masking.hideResponses();
        learn(Variables.ofTestUsers(contract));
      }
      Signer signer =
          new Signer(
              credentials,
              contract.securityHeaders(),
              InstantSource.system(),
              () -> token(issued(taxpayer)));
      masking.learnStart(signer.prefix());
      signer.use(token(first));
      return new Target(
          caller.url(),
          mock ? Target.Kind.MOCK : Target.Kind.REAL,
          !mock || control.is("signed"),
          mock ? new GeneratedTestUsers(taxpayer, contract, caller, signer) : taxpayer,
          mock && control.isControllable()
              ? control
              : new PromptedSmsCodes(
                      contract,
                      environment,
                      masking,
                      mock ? Optional.empty() : prompt,
                      earlierCodes)
                  .orUnknown(),
          caller,
          signer);
    } catch (NoResponseException unreachable) {
      throw new CouldNotRunException(unreachable.getMessage(), unreachable);
    }
  }

  private void learn(Set<String> names) {
    names.forEach(name -> masking.learn(environment.getOrDefault(name, "")));
  }

  private void requireSameContract(MockControl control) {
    String here = MockControl.nameOf(contract.published());
    String there = control.contract();
    if (!there.equals(here)) {
      throw new CouldNotRunException(
          ("%s is a mock server of another contract: %s, here %s; take both from the same version,"
                  + " with the same --module and --overlay")
              .formatted(caller.url(), there, here));
    }
  }

  private void requireLenient(MockControl control) {
    if (control.is("strict")) {
      throw new CouldNotRunException(
          caller.url()
              + " is a mock server with --strict, which rejects requests that the checks send on"
              + " purpose; start it without");
    }
  }

  private Operation issuing() {
    return contract.operations(Flow.Role.ISSUES_TOKEN).get(0);
  }

  /** Asks for a token, and once more if the response shows nothing, as every read-only call. */
  private Response issued(Taxpayer taxpayer) {
    Operation issuing = issuing();
    byte[] body;
    try {
      body = taxpayer.fill(issuing, ValidRequest.of(issuing)).toString().getBytes(UTF_8);
    } catch (MissingValuesException missing) {
      throw new CouldNotRunException(issuing.id() + " " + missing.getMessage(), missing);
    }
    Supplier<Response> call = () -> caller.send(issuing.method(), issuing.path(), Map.of(), body);
    try {
      Response response = call.get();
      return new Availability(contract).passes(issuing, response) ? call.get() : response;
    } catch (NoResponseException dropped) {
      if (dropped.isLate() || Thread.currentThread().isInterrupted()) {
        throw dropped;
      }
      return call.get();
    }
  }

  private String token(Response response) {
    Operation issuing = issuing();
    JsonNode body = response.body();
    new Availability(contract)
        .reason(issuing, response)
        .ifPresent(
            reason -> {
              throw CouldNotRunException.unavailable(reason);
            });
    if (!body.isObject()) {
      throw new CouldNotRunException(
          "%s responded to %s with HTTP %d%s"
              .formatted(caller.url(), issuing.id(), response.status(), insteadOfJson(response)));
    }
    masking.learn(body);
    JsonNode token = body.at(issuing.flow().token().at());
    if (!token.isTextual() || token.textValue().isBlank()) {
      throw new CouldNotRunException(
          "%s returned no access token: are QXY_APP_KEY and QXY_APP_SECRET right? The response: %s"
              .formatted(issuing, masking.response(body)));
    }
    masking.learn(Signer.unknown(token.textValue()));
    return token.textValue();
  }

  private static String insteadOfJson(Response response) {
    return response.status() / 100 == 3
        ? ", a redirect, which is not followed: give --target the address that it leads to"
        : " and %s instead of the API's JSON: is the URL right?"
            .formatted(response.mediaType().isEmpty() ? "no media type" : response.mediaType());
  }
}
