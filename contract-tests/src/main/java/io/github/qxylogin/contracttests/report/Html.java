package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.text.Markup;
import java.util.ArrayDeque;
import java.util.Deque;

/** An HTML text in the making, which is well-formed XML too; what is put into it is escaped. */
final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes come as names and values in turn. */
  Html open(String element, String... attributes) {
    tag(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Closes elements, the last one first. */
  Html close(int elements) {
    for (int i = 0; i < elements; i++) {
      close();
    }
    return line();
  }

  Html text(String text) {
    out.append(Markup.escaped(text));
    return this;
  }

  Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** Adds an element that has no content and no end. */
  Html empty(String element, String... attributes) {
    tag(element, attributes);
    out.append("/>");
    return this;
  }

  /** Adds a text of this program as it is: a style sheet, a script, a document type. */
  Html raw(String ours) {
    out.append(ours);
    return this;
  }

  Html line() {
    out.append('\n');
    return this;
  }

  private void tag(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]);
      out.append("=\"").append(Markup.escaped(attributes[i + 1])).append('"');
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
