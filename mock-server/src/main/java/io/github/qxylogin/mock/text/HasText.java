package io.github.qxylogin.mock.text;

/** An exception whose message exists in both languages. */
public interface HasText {
  /** Returns the message in both languages. */
  Message text();
}
