/**
 * The contract's facts at run time, read from a generated resource. Not part of the client's API.
 */
@NullMarked
package io.github.qxylogin.client.internal.contract;

import org.jspecify.annotations.NullMarked;
