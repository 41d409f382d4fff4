package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.core.JsonPointer;

/** Thrown when the contract cannot be read; the message names the place and what is wrong there. */
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

  /** Returns the same failure, with the file and line that its place in the bundle stems from. */
  ContractException in(Sources sources) {
    return place.startsWith("/")
        ? new ContractException(sources.locate(JsonPointer.compile(place)), problem)
        : this;
  }
}
