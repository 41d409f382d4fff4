package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Knows which file each part of a bundled document stems from, and where it stands there. */
public final class Sources {
  private final Map<String, Origin> parts = new LinkedHashMap<>();

  /** Knows the whole to stem from one file, but for what is added. */
  public Sources(Path root) {
    add(JsonPointer.empty(), root, JsonPointer.empty());
  }

  /** A place in a file. */
  private record Origin(Path file, JsonPointer at) {}

  public void add(JsonPointer place, Path file, JsonPointer inFile) {
    parts.put(place.toString(), new Origin(file, inFile));
  }

  /** Takes note that an element of a list was removed, so that those behind it moved up. */
  public void moveUp(JsonPointer list, int removed, int size) {
    for (int i = removed; i < size; i++) {
      Origin behind = origin(list.appendIndex(i + 1));
      add(list.appendIndex(i), behind.file(), behind.at());
    }
  }

  /** Returns what is read from the bundle; what is wrong there is told with file and line. */
  public <T> T located(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ContractException wrong) {
      throw wrong.in(this);
    }
  }

  /** Returns the file and line of a place in the bundle. */
  public String locate(JsonPointer place) {
    Origin origin = origin(place);
    return locate(origin.file(), origin.at());
  }

  private Origin origin(JsonPointer place) {
    String nearest = "";
    for (String prefix : parts.keySet()) {
      if (prefix.length() > nearest.length() && (place + "/").startsWith(prefix + "/")) {
        nearest = prefix;
      }
    }
    Origin part = parts.get(nearest);
    String rest = place.toString().substring(nearest.length());
    return new Origin(part.file(), part.at().append(JsonPointer.compile(rest)));
  }

  /** Returns the file and the line at which a place in it, or its nearest parent, stands. */
  public static String locate(Path file, JsonPointer place) {
    int line = 1;
    int depth = -1;
    try (JsonParser parser = new YAMLFactory().createParser(file.toFile())) {
      while (parser.nextToken() != null) {
        String here = parser.getParsingContext().pathAsPointer().toString();
        boolean above = (place + "/").startsWith(here + "/");
        if (above && here.length() > depth) {
          depth = here.length();
          line = parser.currentTokenLocation().getLineNr();
        }
      }
    } catch (IOException unreadable) {
      return file + " " + place;
    }
    return file + ":" + line + (place.matches() ? "" : " " + place);
  }
}
