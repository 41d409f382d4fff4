package io.github.qxylogin.mock.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Caches documents by the address that they name. */
public final class Documents {
  public static final int MOST_WRITTEN = 16;

  private final Map<String, Reply> byAddress = new HashMap<>();

  /**
   * Returns the document at the path of a call.
   *
   * @param writing writes it with the address, which is empty where the mock does not know it
   */
  public synchronized Reply get(Call call, Function<String, Reply> writing) {
    String origin = call.origin().get();
    if (byAddress.size() >= MOST_WRITTEN) {
      byAddress.clear();
    }
    return byAddress.computeIfAbsent(origin + call.path(), address -> writing.apply(origin));
  }
}
