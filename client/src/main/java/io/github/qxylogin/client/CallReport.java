package io.github.qxylogin.client;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended: what the platform answered, whether or not it had what the caller needs. Holds
 * no secret.
 *
 * @param operation its name in the contract, or the path of one that it does not describe
 * @param attempts how often the request went out or tried to: more than once if a token was
 *     renewed, the date corrected, or a failure mended by sending again
 * @param duration from the start to the last byte of the answer, all attempts and the wait for a
 *     token included
 * @param httpStatus of the last answer; 0 if none came
 * @param code the business code of the answer, or null if there was none, or none of the contract
 * @param family of the code: {@link Family#OK} when it worked; null without a code
 * @param reqId the platform's id of the request, or null
 * @param failure the class of the exception if no answer came, or null
 */
public record CallReport(
    String operation,
    int attempts,
    Duration duration,
    int httpStatus,
    @Nullable String code,
    @Nullable Family family,
    @Nullable String reqId,
    @Nullable Class<? extends Throwable> failure) {}
