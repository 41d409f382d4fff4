package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.control.SetupResource;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.RequestBody;
import io.github.qxylogin.mock.state.MockState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A setup file, applied when a mock starts. Error messages begin with its name.
 *
 * @param setup as {@code GET /__mock/setup} returns it
 */
record SetupFile(Path file, ObjectNode setup) {

  static SetupFile of(Path file) {
    try {
      RequestBody content = new RequestBody(Files.readAllBytes(file));
      return new SetupFile(
          file,
          content
              .object()
              .orElseThrow(() -> InvalidValueException.of("value.at", file, content.fault())));
    } catch (IOException unreadable) {
      throw InvalidValueException.of("start.no-file", file);
    }
  }

  void applyTo(MockState state) {
    try {
      new SetupResource(state).set(setup);
    } catch (InvalidValueException wrong) {
      throw wrong.at(file.toString());
    }
  }
}
