package io.github.qxylogin.spring.test;

import io.github.qxylogin.mock.LoginMock;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a mock of the platform for the application under test. All clients of the starter call it:
 * address, AppKey and AppSecret of {@code qixiangyun.login} and of each of its {@code clients} are
 * replaced, and the clients use the mock's clock. The {@link LoginMock} is a bean.
 *
 * <p>The top-level client exists as in production: if {@code qixiangyun.login.app-key} is
 * configured. If neither it nor any of {@code clients} is configured, the mock adds a top-level
 * AppKey, so that a test needs no properties. Such a test does not detect a missing AppKey in
 * production. No test detects a missing AppSecret, which is usually set only in production.
 *
 * <pre>{@code
 * @SpringBootTest
 * @EnableLoginMock
 * class CheckoutTest {
 *   @Autowired LoginMock mock;
 * }
 * }</pre>
 *
 * <p>Each application context has one mock, which is reset before each test; the clients keep their
 * tokens. A failed test lists the calls to its mock as a suppressed exception. Do not run tests of
 * one context in parallel.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EnableLoginMock {}
