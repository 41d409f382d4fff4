/** Masks in texts and bodies what the contract marks as secret. It depends on the contract. */
@NullMarked
package io.github.qxylogin.contract.masking;

import org.jspecify.annotations.NullMarked;
