package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Masking;

/**
 * Tells a failed check in full: what differs, in the words of the console, and of each call what
 * was asked, what should have come and what came. Holds no secret.
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
