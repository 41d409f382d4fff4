package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.function.Function;

/** Thrown when the contract cannot be read; the message names the place and the problem. */
public final class ContractException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String problem;

  public ContractException(String place, String problem) {
    super(place + ": " + problem);
    this.place = place;
    this.problem = problem;
  }

  public ContractException(JsonPointer place, String problem) {
    this(place.toString(), problem);
  }

  /** Returns the same failure, with the file and line of its place in the bundle. */
  ContractException in(Function<JsonPointer, String> files) {
    return place.startsWith("/")
        ? new ContractException(files.apply(JsonPointer.compile(place)), problem)
        : this;
  }
}
