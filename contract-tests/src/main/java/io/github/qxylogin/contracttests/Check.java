package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Operation;
import java.util.Map;

/**
 * A question to a server, and what its answer has to be like.
 *
 * @param id names the check, such as {@code uploadSmsCode/missing/nsrsbh}
 * @param operation the operation that is called
 * @param subject what is checked, in words
 * @param effect what the call may cost or change on the real platform
 * @param documentedValues whether the check only makes sense with the values that are documented,
 *     which nobody but the mock server knows
 * @param mayFailLogin whether the bureau may count the call as a failed login
 * @param body what is sent
 * @param headers what is sent beside the headers that authenticate the call
 * @param expected what the answer has to be like
 */
record Check(
    String id,
    Operation operation,
    String subject,
    Effect effect,
    boolean documentedValues,
    boolean mayFailLogin,
    Body body,
    Map<String, String> headers,
    Expectation expected) {}
