package io.github.qxylogin.contracttests.drift.overlay;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Sources;
import java.util.List;

/**
 * An edit of the contract that a finding asks for.
 *
 * @param about the operation and the place, with a mask for what may be somebody's
 * @param why what was seen; of what is left to people, why it is
 * @param where the file and the place in it at which people would write it
 * @param lines what they would write there, as YAML; empty where they have to find it
 * @param actions the same for an overlay; empty when it is left to people
 */
public record Edit(
    String about, String why, Sources.Origin where, List<String> lines, List<Action> actions) {

  /**
   * An action of an overlay.
   *
   * @param place where in the bundled document
   * @param update what is merged into the object there, or appended to the list
   */
  record Action(JsonPointer place, JsonNode update) {}

  /** Returns the name of the file, with slashes on every system. */
  public String file() {
    return where.file().toString().replace('\\', '/');
  }

  /** Returns the edit in a line. */
  public String line() {
    return about + ": " + why;
  }
}
