package io.github.qxylogin.contracttests.coverage;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import java.util.List;
import java.util.Locale;

/** How much of the contract a run has seen, cell by cell. */
public record Coverage(List<Cell> cells) {
  /** What became of a cell. */
  public enum State {
    /** A check that holds got it. */
    SEEN("✓", "seen"),
    NOT_SEEN("✗", "not seen"),
    /** The contract documents it, and no taxpayer can be asked to bring it about. */
    NOT_ASKED("·", "no check asks for it");

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
   *     missing/nsrsbh}, {@code form/taskId-integer} or {@code flow/redeemed}
   * @param reason why it was not seen; else empty
   */
  public record Cell(
      Operation operation, Check.Kind kind, String name, State state, String reason) {
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

  public List<Cell> cells(Operation operation, Check.Kind kind) {
    return cells.stream()
        .filter(cell -> cell.operation().equals(operation) && cell.kind() == kind)
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
