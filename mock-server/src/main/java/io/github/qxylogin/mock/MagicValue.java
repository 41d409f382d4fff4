package io.github.qxylogin.mock;

import java.util.Optional;

/** The body has a value by which the contract always selects one case. */
final class MagicValue implements Rule {
  private final Flows flows;

  MagicValue(Flows flows) {
    this.flows = flows;
  }

  @Override
  public String name() {
    return "magic-value";
  }

  @Override
  public Optional<Answer> answer(Exchange exchange) {
    return exchange.operation().cases().stream()
        .filter(documented -> documented.isSelectedBy(exchange.body()))
        .findFirst()
        .map(
            documented ->
                flows
                    .impose(exchange, documented)
                    .because(
                        "the value of %s always gets %s"
                            .formatted(
                                String.join(", ", documented.magic().keySet()),
                                documented.name())));
  }
}
