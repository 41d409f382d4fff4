package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.core.JsonPointer;
import org.jspecify.annotations.Nullable;

/** Thrown when the contract cannot be read; the message names the place and what is wrong there. */
public final class ContractException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String problem;

  public ContractException(String place, String problem, @Nullable Throwable cause) {
    super(place + ": " + problem, cause);
    this.place = place;
    this.problem = problem;
  }

  public ContractException(String place, String problem) {
    this(place, problem, null);
  }

  public ContractException(JsonPointer place, String problem) {
    this(place.toString(), problem);
  }

  /**
   * Returns the same failure, told with the file and line that its place in the bundle stems from.
   */
  public ContractException in(Sources sources) {
    return place.startsWith("/")
        ? new ContractException(sources.locate(JsonPointer.compile(place)), problem, getCause())
        : this;
  }

  /** Returns the same failure for whoever prints it whole: its message says all that helps. */
  public ContractException bare() {
    ContractException bare = new ContractException(place, problem);
    bare.setStackTrace(new StackTraceElement[0]);
    return bare;
  }
}
