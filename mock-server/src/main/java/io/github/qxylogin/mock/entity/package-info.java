/**
 * Entities that the platform keeps by an id, such as enterprises and hosted numbers. Knows the
 * exchange, the flow and the store.
 */
package io.github.qxylogin.mock.entity;
