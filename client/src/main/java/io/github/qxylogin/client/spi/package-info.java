/** Interfaces that an application implements: token store and observer, with their data types. */
@NullMarked
package io.github.qxylogin.client.spi;

import org.jspecify.annotations.NullMarked;
