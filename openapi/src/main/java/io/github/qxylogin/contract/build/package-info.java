/**
 * The build of the contract's documents. Nothing at run time uses it: it needs libraries that users
 * of the jar do not have.
 */
@NullMarked
package io.github.qxylogin.contract.build;

import org.jspecify.annotations.NullMarked;
