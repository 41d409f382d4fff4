/**
 * What the tools of others make of the contract: each reads the published document as it would any
 * other, and knows nothing of this project.
 */
package io.github.qxylogin.strangers;
