/**
 * The client as a bean of Spring Boot 2.7, 3 and 4, configured by {@code qixiangyun.login.*}.
 *
 * <p>It depends on the client, the token store on Redis, and Spring. Each optional dependency (the
 * actuator, Micrometer, Redis, spring-web) is used by a separate class.
 */
@NullMarked
package io.github.qxylogin.spring;

import org.jspecify.annotations.NullMarked;
