/**
 * Makes the client's services of the contract: {@link io.github.qxylogin.codegen.LoginCodegen} is
 * what OpenAPI Generator runs. Part of the build, and of no jar that anybody uses.
 */
@NullMarked
package io.github.qxylogin.codegen;

import org.jspecify.annotations.NullMarked;
