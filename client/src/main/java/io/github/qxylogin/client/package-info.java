/**
 * The client: the tax-bureau login of the Qixiangyun platform, signed, typed, and never sent again
 * once the platform may have acted.
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
