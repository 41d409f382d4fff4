/**
 * The edit of the contract's files that would make the drift true. The only room that knows YAML;
 * knows the drift.
 */
package io.github.qxylogin.contracttests.drift.patch;
