/**
 * Entities that the platform keeps by an id, such as enterprises and hosted numbers. Depends on
 * http, flow and store.
 */
package io.github.qxylogin.mock.entity;
