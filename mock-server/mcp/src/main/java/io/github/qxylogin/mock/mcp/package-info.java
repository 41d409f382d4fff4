/**
 * An MCP server over stdio, whose tools are operations of the mock's control API. Knows of the mock
 * what {@code control.yaml} describes, and calls it by HTTP.
 */
@NullMarked
package io.github.qxylogin.mock.mcp;

import org.jspecify.annotations.NullMarked;
