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
 */
@NullMarked
package io.github.qxylogin.client;

import org.jspecify.annotations.NullMarked;
