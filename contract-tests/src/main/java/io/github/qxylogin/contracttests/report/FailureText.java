package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
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
    for (Exchange exchange : outcome.exchanges()) {
      ExpectedAnswer wanted = ExpectedAnswer.of(outcome, exchange, masking);
      text.append("\n").append(language.of("asked:    ")).append(exchange.operation()).append(' ');
      text.append(Markup.shortened(exchange.request().toString()));
      text.append("\n").append(language.of("expected: ")).append(wanted);
      text.append("\n").append(language.of("got:      ")).append("HTTP ");
      text.append(exchange.status()).append(' ');
      text.append(Markup.shortened(exchange.answer().toString())).append('\n');
    }
    return text.toString();
  }
}
