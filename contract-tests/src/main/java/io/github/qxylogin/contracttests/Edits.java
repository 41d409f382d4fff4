package io.github.qxylogin.contracttests;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Edits of the contract's files, written as a patch for the root of the repository. */
final class Edits {

  private static final String FOLDER = "openapi/";
  private static final int CONTEXT = 3;

  /**
   * An edit of one file.
   *
   * @param line where it takes place, from 0
   * @param replaced how many lines are taken away there
   */
  record Edit(String file, int line, int replaced, List<String> lines) {}

  private final Set<Edit> edits = new LinkedHashSet<>();

  /** Adds an edit; the same edit asked for twice is one. */
  void add(Edit edit) {
    edits.add(edit);
  }

  void clear() {
    edits.clear();
  }

  int size() {
    return edits.size();
  }

  /** Returns the text of a file with its edits. */
  String text(YamlFile file) {
    return String.join("\n", edited(file)) + "\n";
  }

  private List<String> edited(YamlFile file) {
    List<String> lines = new ArrayList<>(file.lines());
    List<Edit> ofFile = new ArrayList<>(edits.stream().filter(e -> isOf(e, file)).toList());
    // From the end, so that no line moves before its turn; of two at one line the later goes first.
    Collections.reverse(ofFile);
    ofFile.sort(Comparator.comparingInt(Edit::line).reversed());
    for (Edit edit : ofFile) {
      lines.subList(edit.line(), edit.line() + edit.replaced()).clear();
      lines.addAll(edit.line(), edit.lines());
    }
    return lines;
  }

  private static boolean isOf(Edit edit, YamlFile file) {
    return edit.file().equals(file.name());
  }

  /** Returns the edits as a unified diff, which {@code git apply} takes; empty without edits. */
  String patch(ContractFiles files) {
    StringBuilder patch = new StringBuilder();
    for (YamlFile file : files.files().values()) {
      if (edits.stream().anyMatch(e -> isOf(e, file))) {
        String path = FOLDER + file.name();
        UnifiedDiffUtils.generateUnifiedDiff(
                "a/" + path,
                "b/" + path,
                file.lines(),
                DiffUtils.diff(file.lines(), edited(file)),
                CONTEXT)
            .forEach(line -> patch.append(line).append('\n'));
      }
    }
    return patch.toString();
  }
}
