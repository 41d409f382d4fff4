/**
 * The client as a bean of Spring Boot 2.7, 3 and 4, made from {@code qixiangyun.login.*}.
 *
 * <p>Knows the client, the token store on Redis, and Spring. What an application may lack (the
 * actuator, Micrometer, Redis, spring-web) is used by a class of its own each.
 *
 * <p>The starter has no {@code RuntimeHints}: for GraalVM, Spring Boot processes its beans and
 * properties, and the client's jar has its own metadata. No native image is tested.
 */
@NullMarked
package io.github.qxylogin.spring;

import org.jspecify.annotations.NullMarked;
