/** The flows of a contract as an Arazzo document. It reads the contract alone. */
@NullMarked
package io.github.qxylogin.contract.arazzo;

import org.jspecify.annotations.NullMarked;
