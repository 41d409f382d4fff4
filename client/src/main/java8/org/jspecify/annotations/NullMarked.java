package org.jspecify.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * JSpecify's own annotation, but for modules, which Java 8 has none of: of that target javac warns,
 * and no lint category silences it. Read by the compiler alone, and in no jar.
 *
 * @see <a href="https://github.com/jspecify/jspecify/issues/302">jspecify#302</a>
 */
@Documented
@Target({ElementType.PACKAGE, ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
@Retention(RetentionPolicy.RUNTIME)
public @interface NullMarked {}
