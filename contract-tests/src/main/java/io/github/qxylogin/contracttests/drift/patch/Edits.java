package io.github.qxylogin.contracttests.drift.patch;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.github.qxylogin.contract.ContractException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  /** By what asks for them. */
  private final Map<String, Set<Edit>> edits = new LinkedHashMap<>();

  /**
   * Adds edits that need one another; the same edit asked for twice is one.
   *
   * @param about what asks for them, in words that may be shown
   */
  void add(String about, List<Edit> together) {
    edits.computeIfAbsent(about, a -> new LinkedHashSet<>()).addAll(together);
  }

  int size() {
    return all().size();
  }

  private Set<Edit> all() {
    Set<Edit> all = new LinkedHashSet<>();
    edits.values().forEach(all::addAll);
    return all;
  }

  /**
   * Drops the edits with which the contract cannot be read.
   *
   * @return what they were about, and why they are not made
   */
  List<String> dropUnreadable(ContractFiles files) {
    if (isReadable(files)) {
      return List.of();
    }
    Set<String> dropped = new LinkedHashSet<>();
    for (Map.Entry<String, Set<Edit>> some : edits.entrySet()) {
      Edits alone = new Edits();
      alone.add(some.getKey(), List.copyOf(some.getValue()));
      if (!alone.isReadable(files)) {
        dropped.add(some.getKey());
      }
    }
    edits.keySet().removeAll(dropped);
    if (!isReadable(files)) {
      dropped.addAll(edits.keySet());
      edits.clear();
    }
    return dropped.stream().map(about -> about + ": the contract cannot be read with it").toList();
  }

  private boolean isReadable(ContractFiles files) {
    try {
      return edits.isEmpty() || files.edited(this) != null;
    } catch (IOException | ContractException wrong) {
      return false;
    }
  }

  /** Returns the text of a file with its edits. */
  String text(YamlFile file) {
    return String.join("\n", edited(file)) + "\n";
  }

  private List<String> edited(YamlFile file) {
    List<String> lines = new ArrayList<>(file.lines());
    List<Edit> ofFile = new ArrayList<>(all().stream().filter(e -> isOf(e, file)).toList());
    // From the end, so that no line moves before its turn; of two at one line the later goes first.
    Collections.reverse(ofFile);
    ofFile.sort(Comparator.comparingInt(Edit::line).reversed());
    for (Edit edit : ofFile) {
      lines.subList(edit.line(), edit.line() + edit.replaced()).clear();
      lines.addAll(edit.line(), edit.lines().stream().map(l -> l + file.lineEnd()).toList());
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
      if (all().stream().anyMatch(e -> isOf(e, file))) {
        String path = FOLDER + file.name();
        UnifiedDiffUtils.generateUnifiedDiff(
                "a/" + path,
                "b/" + path,
                file.linesAsStored(),
                DiffUtils.diff(file.linesAsStored(), edited(file)),
                CONTEXT)
            .forEach(line -> patch.append(line).append('\n'));
      }
    }
    return patch.toString();
  }
}
