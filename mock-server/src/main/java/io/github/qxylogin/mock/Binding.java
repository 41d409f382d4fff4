package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * That a product may use an account.
 *
 * @param id the binding's own
 * @param told what it was given, by field; never changed
 * @param createdAt when it was bound first
 */
record Binding(String id, ObjectNode told, Instant createdAt) {}
