/**
 * Why a call did not bring what it was made for: an exception of each family of codes, and those of
 * answers that did not come or cannot be read.
 */
@NullMarked
package io.github.qxylogin.client.errors;

import org.jspecify.annotations.NullMarked;
