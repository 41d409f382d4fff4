/**
 * What the client knows of the contract at run time: rules, and in a generated class the facts that
 * they need, operation by operation. Nothing is read; no part of the client's interface.
 */
@NullMarked
package io.github.qxylogin.client.internal.contract;

import org.jspecify.annotations.NullMarked;
