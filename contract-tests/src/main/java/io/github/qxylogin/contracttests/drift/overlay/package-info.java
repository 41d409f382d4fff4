/**
 * The edits of the contract that would make the drift true, as an OpenAPI Overlay and as lines for
 * people. The only room that writes YAML; knows the drift.
 */
package io.github.qxylogin.contracttests.drift.overlay;
