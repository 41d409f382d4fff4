package io.github.qxylogin.mock.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Documents that name the address they were asked at, each kept as it was written: one array for
 * all who ask by one address, however slowly they read it.
 */
public final class Documents {
  /** How many are kept. */
  public static final int MOST_WRITTEN = 16;

  private final Map<String, Reply> written = new LinkedHashMap<>();

  /**
   * Returns the document at the path of a call.
   *
   * @param writing writes it with the address, which is empty where the mock does not know it
   */
  public synchronized Reply get(Call call, Function<String, Reply> writing) {
    String origin = call.origin().get();
    String asked = origin + call.path();
    Reply before = written.get(asked);
    if (before != null) {
      return before;
    }
    Reply first = writing.apply(origin);
    written.put(asked, first);
    if (written.size() > MOST_WRITTEN) {
      written.remove(written.keySet().iterator().next());
    }
    return first;
  }
}
