package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Knows which file each part of a bundled document stems from. */
final class Sources {
  private final Map<String, Path> files = new LinkedHashMap<>();

  void add(JsonPointer place, Path file) {
    files.put(place.toString(), file);
  }

  /** Returns the file and line of a place in the bundle. */
  String locate(JsonPointer place) {
    String nearest = "";
    for (String prefix : files.keySet()) {
      if (prefix.length() > nearest.length() && (place + "/").startsWith(prefix + "/")) {
        nearest = prefix;
      }
    }
    JsonPointer rest = JsonPointer.compile(place.toString().substring(nearest.length()));
    return locate(files.get(nearest), rest);
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
    return file + ":" + line + " " + place;
  }
}
