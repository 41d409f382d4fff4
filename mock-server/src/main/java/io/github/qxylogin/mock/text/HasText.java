package io.github.qxylogin.mock.text;

/** An exception with a message in both languages. */
public interface HasText {
  /** Returns the message in both languages. */
  Message text();
}
