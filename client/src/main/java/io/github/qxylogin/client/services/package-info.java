/**
 * What the calls of the API are and lead to: a service of each tag of the contract, generated, and
 * what all of them have in common.
 */
@NullMarked
package io.github.qxylogin.client.services;

import org.jspecify.annotations.NullMarked;
