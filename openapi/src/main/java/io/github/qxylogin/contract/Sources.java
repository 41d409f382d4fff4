package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Knows which file each part of a bundled document stems from, and where it stands there. */
final class Sources {
  private final Map<String, Part> parts = new LinkedHashMap<>();

  private record Part(Path file, JsonPointer inFile) {}

  void add(JsonPointer place, Path file, JsonPointer inFile) {
    parts.put(place.toString(), new Part(file, inFile));
  }

  /** Returns what is read from the bundle; what is wrong there is told with file and line. */
  <T> T located(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ContractException wrong) {
      throw wrong.in(this);
    }
  }

  /** Returns the file and line of a place in the bundle. */
  String locate(JsonPointer place) {
    String nearest = "";
    for (String prefix : parts.keySet()) {
      if (prefix.length() > nearest.length() && (place + "/").startsWith(prefix + "/")) {
        nearest = prefix;
      }
    }
    Part part = parts.get(nearest);
    String rest = place.toString().substring(nearest.length());
    return locate(part.file(), part.inFile().append(JsonPointer.compile(rest)));
  }

  /** Returns the file and the line at which a place in it, or its nearest parent, stands. */
  static String locate(Path file, JsonPointer place) {
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
