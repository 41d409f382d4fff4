package io.github.qxylogin.contracttests.coverage;

import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Locale;

/** How much of the contract a run has seen, cell by cell. */
public record Coverage(List<Cell> cells) {
  /** The reason of a cell that nobody would see. */
  static final String NO_CHECK = "no check";

  /** What a cell is about. */
  public enum Part {
    ANSWER("documented answers"),
    REFUSAL("faulty headers and bodies"),
    FIELD("fields at fault"),
    FORM("forms of requests"),
    FLOW("flows"),
    PROPERTY("members of answers");

    private final String words;

    Part(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What became of a cell. */
  public enum State {
    /** A check that holds got it. */
    SEEN("✓", "seen"),
    NOT_SEEN("✗", "not seen"),
    /** The contract allows it, but no documented answer has it, so that nothing can show it. */
    NOT_PRINTED("·", "no documented answer has it");

    private final String sign;
    private final String words;

    State(String sign, String words) {
      this.sign = sign;
      this.words = words;
    }

    public String sign() {
      return sign;
    }

    public String words() {
      return words;
    }

    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Something of an operation that a check can show.
   *
   * @param name such as {@code wrong-sms-code}, {@code header/wrong-signature}, {@code
   *     missing/nsrsbh}, {@code form/taskId-integer}, {@code flow/redeemed} or {@code /data/taskId
   *     integer}
   * @param reason why it was not seen; else empty
   */
  public record Cell(Operation operation, Part part, String name, State state, String reason) {
    @Override
    public String toString() {
      return operation.id() + ", " + name + ": " + reason;
    }
  }

  public Coverage {
    cells = List.copyOf(cells);
  }

  public List<Cell> cells(State state) {
    return cells.stream().filter(cell -> cell.state() == state).toList();
  }

  public List<Cell> cells(Operation operation, Part part) {
    return cells.stream()
        .filter(cell -> cell.operation().equals(operation) && cell.part() == part)
        .toList();
  }

  public int seen() {
    return cells(State.SEEN).size();
  }

  /** Returns how many cells there are to be seen. */
  public int all() {
    return seen() + cells(State.NOT_SEEN).size();
  }

  /** Returns how much was seen, in percent; 100 only when it was all. */
  public int percent() {
    return all() == 0 ? 0 : (int) (100L * seen() / all());
  }

  @Override
  public String toString() {
    return percent() + " % of the contract seen (" + seen() + " of " + all() + ")";
  }
}
