package io.github.qxylogin.spring;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/** The one rule for beans that an application may have: its only or primary one, or none. */
final class OptionalBeans {
  private static final Logger LOG = LoggerFactory.getLogger(OptionalBeans.class);

  private OptionalBeans() {}

  /** Returns the only or primary bean, or null; warns if there are several and none is primary. */
  static <T> @Nullable T only(ObjectProvider<T> beans, Class<T> type) {
    T only = beans.getIfUnique();
    if (only == null && areThere(beans)) {
      LOG.warn(
          "There are several {} beans, so none is used: mark one as @Primary",
          type.getSimpleName());
    }
    return only;
  }

  /** Returns whether there is one at least. */
  static boolean areThere(ObjectProvider<?> beans) {
    return beans.stream().findAny().isPresent();
  }
}
