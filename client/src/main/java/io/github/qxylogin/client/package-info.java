/**
 * The client of the Qixiangyun tax-bureau login. It signs requests and returns typed outcomes. It
 * never sends a request again if the platform may already have acted.
 *
 * <pre>{@code
 * try (QixiangyunLogin login =
 *     QixiangyunLogin.builder().credentials(appKey, appSecret).build()) {
 *   SendSmsCodeOutcome outcome = login.multiAccount().sendSmsCode(request).execute();
 * }
 * }</pre>
 *
 * <p>Packages below {@code internal} change without notice. On the module path also require {@code
 * okhttp3}, {@code com.fasterxml.jackson.databind} and {@code org.slf4j}. Kotlin before 2.1 reports
 * null errors only with {@code -Xjspecify-annotations=strict}.
 */
@NullMarked
package io.github.qxylogin.client;

import org.jspecify.annotations.NullMarked;
