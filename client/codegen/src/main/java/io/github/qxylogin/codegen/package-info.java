/**
 * Generates the client's services from the contract. OpenAPI Generator runs {@link
 * io.github.qxylogin.codegen.LoginCodegen}. This module is part of the build only.
 */
@NullMarked
package io.github.qxylogin.codegen;

import org.jspecify.annotations.NullMarked;
