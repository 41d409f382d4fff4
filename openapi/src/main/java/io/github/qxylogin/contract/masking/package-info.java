/**
 * Masks values that the contract marks as secret, in texts and bodies. It depends on the contract.
 */
@NullMarked
package io.github.qxylogin.contract.masking;

import org.jspecify.annotations.NullMarked;
