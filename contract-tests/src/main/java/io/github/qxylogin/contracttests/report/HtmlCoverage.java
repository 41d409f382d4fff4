package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.coverage.Coverage;
import io.github.qxylogin.contracttests.coverage.Coverage.Cell;
import io.github.qxylogin.contracttests.coverage.Coverage.Part;
import io.github.qxylogin.contracttests.coverage.Coverage.State;
import io.github.qxylogin.contracttests.text.Markup;
import java.util.List;

/** The coverage ledger as a grid: a row an operation, a column a part, a sign a cell. */
final class HtmlCoverage {
  private final Html html;
  private final Coverage coverage;

  HtmlCoverage(Html html, Coverage coverage) {
    this.html = html;
    this.coverage = coverage;
  }

  void write() {
    html.open("section", "id", "coverage").element("h2", "Coverage: " + coverage).line();
    html.open("p");
    for (State state : State.values()) {
      sign(state, state.words());
      html.text(" " + state.words() + " (" + coverage.cells(state).size() + ") ");
    }
    html.close(1);
    grid();
    notSeen();
    notPrinted();
    html.close(1);
  }

  private void grid() {
    html.open("div", "class", "wide", "tabindex", "0").open("table", "class", "grid");
    html.open("thead").open("tr").element("th", "Operation", "scope", "col");
    for (Part part : Part.values()) {
      html.element("th", part.words(), "scope", "col");
    }
    html.close(2).open("tbody");
    coverage.cells().stream().map(Cell::operation).distinct().forEach(this::row);
    html.close(3);
  }

  private void row(Operation operation) {
    html.open("tr").element("th", operation.id(), "scope", "row");
    for (Part part : Part.values()) {
      List<Cell> cells = coverage.cells(operation, part);
      Coverage some = new Coverage(cells);
      html.open("td");
      if (!cells.isEmpty()) {
        html.element("span", some.seen() + "/" + some.all(), "class", "count");
      }
      for (Cell cell : cells) {
        sign(cell.state(), cell.name() + ": " + why(cell));
      }
      html.close();
    }
    html.close(1);
  }

  private static String why(Cell cell) {
    String reason = cell.reason().isEmpty() ? "" : ", " + Markup.shortened(cell.reason(), 300);
    return cell.state().words() + reason;
  }

  private void sign(State state, String title) {
    html.element(
        "span",
        state.sign(),
        "class",
        "cell " + state.key(),
        "role",
        "img",
        "title",
        title,
        "aria-label",
        title);
  }

  private void notSeen() {
    List<Cell> cells = coverage.cells(State.NOT_SEEN);
    if (cells.isEmpty()) {
      return;
    }
    html.open("details", "open", "").element("summary", "Not seen (" + cells.size() + ")");
    html.open("div", "class", "wide", "tabindex", "0").open("table").open("thead").open("tr");
    html.element("th", "Operation", "scope", "col").element("th", "What", "scope", "col");
    html.element("th", "Why not", "scope", "col").close(2).open("tbody");
    for (Cell cell : cells) {
      html.open("tr").element("th", cell.operation().id(), "scope", "row");
      html.element("td", cell.name()).element("td", cell.reason()).close(1);
    }
    html.close(4);
  }

  private void notPrinted() {
    List<Cell> cells = coverage.cells(State.NOT_PRINTED);
    html.open("details");
    html.element(
        "summary", "Allowed by a schema, but in no documented answer (" + cells.size() + ")");
    html.open("ul");
    cells.forEach(cell -> html.element("li", cell.operation().id() + " " + cell.name()));
    html.close(2);
  }
}
