/**
 * The mock server in tests with Spring Boot 2.7, 3 and 4.
 *
 * <p>It depends on the mock server, the starter, and Spring's test framework, but not on JUnit.
 */
@NullMarked
package io.github.qxylogin.spring.test;

import org.jspecify.annotations.NullMarked;
