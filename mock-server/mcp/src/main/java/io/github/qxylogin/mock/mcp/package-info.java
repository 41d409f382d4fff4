/**
 * An MCP server over stdio. Its tools are operations of the mock's control API. Depends on {@code
 * control.yaml} and calls the mock over HTTP.
 */
@NullMarked
package io.github.qxylogin.mock.mcp;

import org.jspecify.annotations.NullMarked;
