/** The calls of the API and their outcomes: a generated service for each tag of the contract. */
@NullMarked
package io.github.qxylogin.client.services;

import org.jspecify.annotations.NullMarked;
