package io.github.qxylogin.mock.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The questions about one operation, or one login.
 *
 * @param conversation begins the calls of a question
 */
record Asked<C extends Conversation>(
    String about, Function<Server, C> conversation, List<Question> questions) {

  Asked(String about, Function<Server, C> conversation) {
    this(about, conversation, new ArrayList<>());
  }

  Asked<C> ask(String name, Consumer<C> calls) {
    return ask(true, name, calls);
  }

  /** Asks what applies. */
  Asked<C> ask(boolean applies, String name, Consumer<C> calls) {
    if (applies) {
      questions.add(
          new Question(about + "/" + name, server -> calls.accept(conversation.apply(server))));
    }
    return this;
  }

  Stream<Question> stream() {
    return questions.stream();
  }
}
