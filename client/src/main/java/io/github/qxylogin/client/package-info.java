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
 */
@NullMarked
package io.github.qxylogin.client;

import org.jspecify.annotations.NullMarked;
