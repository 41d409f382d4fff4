/** Exceptions: one for each family of error codes, and two for missing and invalid responses. */
@NullMarked
package io.github.qxylogin.client.errors;

import org.jspecify.annotations.NullMarked;
