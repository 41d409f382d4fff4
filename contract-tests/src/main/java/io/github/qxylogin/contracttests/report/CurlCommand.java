package io.github.qxylogin.contracttests.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.targets.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words a call as a command for a shell, to be made again by hand. Secrets are variables, named as
 * the suite's own configuration is.
 */
final class CurlCommand {
  /** A member with a fully masked value; a partly masked text stays masked. */
  private static final Pattern SECRET =
      Pattern.compile("\"([A-Za-z_]\\w*)\":\"" + Redaction.MASK + "\"");

  private static final String NEXT = " \\\n  ";

  private CurlCommand() {}

  /** Returns the command; empty for a recorded call: its request is masked. */
  static String of(Report report, Outcome outcome, Call sent) {
    if (report.source().target().isEmpty()) {
      return "";
    }
    SecurityHeaders names = report.contract().securityHeaders();
    Step.Call call = outcome.check().call(sent.step());
    List<String> parts = new ArrayList<>();
    parts.add(
        "curl -sS -X " + call.operation().method() + " " + url(report.source(), call.operation()));
    parts.add("-H 'Content-Type: application/json;charset=UTF-8'");
    if (call.operation().signed()) {
      if (call.signing() != SigningFault.TOKEN_MISSING) {
        parts.add(header(names.token()));
      }
      parts.add(header(names.date()));
      if (call.signing() != SigningFault.SIGNATURE_MISSING) {
        parts.add(header(names.signature()));
      }
    }
    parts.add("--data-binary " + body(call, sent.request()));
    return String.join(NEXT, parts);
  }

  /** The mock server of a run has ended with it. */
  private static String url(Report.Source source, Operation operation) {
    return source.target().filter(target -> !target.own()).isEmpty()
        ? "\"$QXY_TARGET\"" + quoted(operation.path())
        : quoted(source.url() + operation.path());
  }

  private static String header(String name) {
    return "-H \"" + name + ": $" + Variables.of(name) + "\"";
  }

  private static String body(Step.Call call, JsonNode request) {
    String quoted =
        quoted(call.body() instanceof Body.Text text ? text.text() : request.toString());
    return SECRET
        .matcher(quoted)
        .replaceAll(
            secret ->
                Matcher.quoteReplacement(
                    "\"%s\":\"'\"$%s\"'\""
                        .formatted(secret.group(1), Variables.of(secret.group(1)))));
  }

  /** Returns a text that a shell takes as it is. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
