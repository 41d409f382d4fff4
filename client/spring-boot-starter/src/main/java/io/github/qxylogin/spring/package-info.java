/**
 * The client as a bean of Spring Boot 2.7, 3 and 4, made from {@code qixiangyun.login.*}.
 *
 * <p>Knows the client, the token store on Redis, and Spring; what an application may lack (the
 * actuator, Micrometer, Redis) each in a class of its own.
 */
@NullMarked
package io.github.qxylogin.spring;

import org.jspecify.annotations.NullMarked;
