/**
 * The client as a bean of Spring Boot 2.7, 3 and 4, configured by {@code qixiangyun.login.*}.
 *
 * <p>It depends on the client, the token store on Redis, and Spring. Each optional dependency (the
 * actuator, Micrometer, Redis, spring-web) is used by a separate class.
 *
 * <p>The starter has no {@code RuntimeHints}: for GraalVM, Spring Boot processes its beans and
 * properties, and the client's jar has its own metadata. No native image is tested.
 */
@NullMarked
package io.github.qxylogin.spring;

import org.jspecify.annotations.NullMarked;
