/**
 * The mock server in tests with Spring Boot 2.7, 3 and 4.
 *
 * <p>Knows the mock server, the starter, and Spring's test framework; no JUnit.
 */
@NullMarked
package io.github.qxylogin.spring.test;

import org.jspecify.annotations.NullMarked;
