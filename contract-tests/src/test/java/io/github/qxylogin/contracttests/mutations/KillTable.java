package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what the suite made of the mutants: for a terminal, for machines, for people. */
final class KillTable {
  private static final String STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}"
          + "table{border-collapse:collapse;width:100%}"
          + "td,th{text-align:left;vertical-align:top;padding:.25rem .6rem;"
          + "border-bottom:1px solid #ddd}"
          + "tr.wrong{background:#fdeaea}code{font-size:90%}small{color:#555}";

  private final Kills kills;

  KillTable(Kills kills) {
    this.kills = kills;
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("kills.json"), json().toPrettyString() + "\n");
    Files.writeString(folder.resolve("kills.md"), markdown());
    Files.writeString(folder.resolve("kills.html"), html());
  }

  String text() {
    Stream<String> rows =
        kills.byOperator().entrySet().stream()
            .map(row -> "%-36s %s".formatted(row.getKey().name(), score(row)));
    Stream<String> kinds =
        kills.byKind().entrySet().stream()
            .map(kind -> "%-36s %s".formatted("of " + kind.getKey(), kind.getValue().score()));
    Stream<String> wrong = wrong().map(t -> "✗ " + t.mutant() + ": " + comment(t));
    return Stream.of(rows, kinds, wrong)
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n", "", "\n" + kills.sum()));
  }

  private Stream<Trial> wrong() {
    return Stream.concat(kills.survivors().stream(), kills.falseAlarms().stream());
  }

  private static String score(Map.Entry<Operator, List<Trial>> row) {
    long right = row.getValue().stream().filter(Trial::right).count();
    return "%d/%d%s"
        .formatted(right, row.getValue().size(), row.getKey().harmless() ? " harmless" : "");
  }

  private static String comment(Trial trial) {
    return trial.mutant().operator().harmless() ? trial.line() : Kills.why(trial);
  }

  private ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("mutations", kills.mutations().size());
    json.put("killed", kills.killed());
    json.put("harmless", kills.harmless().size());
    json.put("falseAlarms", kills.falseAlarms().size());
    kills
        .byKind()
        .forEach(
            (kind, seen) ->
                json.withObject("/byKind")
                    .putObject(kind)
                    .put("mutations", seen.mutations().size())
                    .put("killed", seen.killed()));
    for (Trial trial : kills.trials()) {
      Mutant mutant = trial.mutant();
      ObjectNode one =
          json.withArray("trials")
              .addObject()
              .put("operator", mutant.operator().name())
              .put("kind", mutant.operator().kind())
              .put("operation", mutant.operation().id())
              .put("place", mutant.place())
              .put("harmless", mutant.operator().harmless())
              .put("verdict", trial.verdict().name().toLowerCase(Locale.ROOT))
              .put("right", trial.right())
              .put("check", trial.check())
              .put("words", trial.words())
              .put("millis", trial.took().toMillis());
      if (!trial.right()) {
        one.put("reason", comment(trial));
      }
    }
    return json;
  }

  private String markdown() {
    StringBuilder page = new StringBuilder("# Mutations\n\n" + kills.sum() + ".\n\n");
    page.append("| Mutations of | Detected |\n|---|---|\n");
    kills
        .byKind()
        .forEach((kind, seen) -> page.append("| %s | %s |\n".formatted(kind, seen.score())));
    page.append('\n');
    page.append("| Operator | Detected, or let pass if harmless |\n|---|---|\n");
    kills
        .byOperator()
        .entrySet()
        .forEach(row -> page.append("| %s | %s |\n".formatted(row.getKey().name(), score(row))));
    page.append("\n## Not as it should be\n\n");
    wrong().forEach(t -> page.append("- `%s`: %s\n".formatted(t.mutant(), comment(t))));
    return page.toString();
  }

  private String html() {
    StringBuilder page =
        new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">");
    page.append("<title>Mutations</title><style>" + STYLE + "</style><h1>Mutations</h1>");
    page.append("<p>" + escaped(kills.sum()) + ".</p><table><tr><th>Mutations of<th>Detected");
    kills
        .byKind()
        .forEach(
            (kind, seen) -> page.append("<tr><td>%s<td>%s".formatted(escaped(kind), seen.score())));
    page.append("</table><h2>Not as it should be</h2><ul>");
    wrong()
        .forEach(
            t ->
                page.append(
                    "<li><code>%s</code>: %s</li>"
                        .formatted(escaped(t.mutant().name()), escaped(comment(t)))));
    page.append("</ul><h2>Not injected</h2><p>A run on a real target cannot detect these:</p><ul>");
    Survival.OF_REAL_TARGETS.forEach(
        survival -> page.append("<li>%s</li>".formatted(escaped(survival.reason()))));
    page.append("</ul><h2>Every mutant</h2><table><tr><th>Operator<th>Score<th>Where<th>Seen by");
    kills.byOperator().entrySet().forEach(row -> rows(page, row));
    return page.append("</table></html>\n").toString();
  }

  private static void rows(StringBuilder page, Map.Entry<Operator, List<Trial>> row) {
    boolean first = true;
    for (Trial trial : row.getValue()) {
      page.append(
          "<tr%s><td>%s<td>%s<td>%s <code>%s</code><td>%s<br><small>%s</small>"
              .formatted(
                  trial.right() ? "" : " class=\"wrong\"",
                  first ? escaped(row.getKey().name()) : "",
                  first ? score(row) : "",
                  escaped(trial.mutant().operation().id()),
                  escaped(trial.mutant().place()),
                  escaped(trial.check().isEmpty() ? trial.line() : trial.check()),
                  escaped(trial.words())));
      first = false;
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
