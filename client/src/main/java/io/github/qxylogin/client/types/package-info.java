/**
 * Values of the API that are more than a text: ids, cookies, and the password that is never shown.
 */
@NullMarked
package io.github.qxylogin.client.types;

import org.jspecify.annotations.NullMarked;
