package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Masking;

/**
 * Prints a failed check in full: its findings, in the words of the console, and each call with its
 * request, expected response and response. Contains no secret.
 */
public final class FailureText {
  private FailureText() {}

  public static String of(Outcome outcome, Masking masking, Language language) {
    StringBuilder text = new StringBuilder();
    text.append(Markup.shortened(String.join("\n", outcome.messages(language)))).append('\n');
    for (Call call : outcome.calls()) {
      ExpectedResponse wanted = ExpectedResponse.of(outcome, call, masking);
      text.append("\n").append(language.of("asked:    ")).append(call.operation()).append(' ');
      text.append(Markup.shortened(call.request().toString()));
      text.append("\n").append(language.of("expected: ")).append(wanted);
      text.append("\n").append(language.of("got:      ")).append("HTTP ");
      text.append(call.status()).append(' ');
      text.append(Markup.shortened(call.response().toString())).append('\n');
    }
    return text.toString();
  }
}
