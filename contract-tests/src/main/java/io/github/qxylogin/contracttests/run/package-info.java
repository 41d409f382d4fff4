/**
 * Runs the checks: which of them a target gets, how long it is waited for, which failures are
 * known. It depends on checks, targets and the judge.
 *
 * <p>What a real target receives, beyond the tiers:
 *
 * <ul>
 *   <li>While the task of a login waits, the suite requests the same SMS again. The response must
 *       be 8xxx, without a second SMS. If a second SMS comes, the check fails and the login
 *       continues with the newest code. The suite sends the task without each field, with wrong
 *       types, with missing or wrong headers and under an unknown id. After half of the task's time
 *       it only redeems the task.
 *   <li>After the session check the task is redeemed once more; any documented response holds. With
 *       permission for failed logins one wrong code is sent too. Nothing else of this is a failed
 *       login, and nothing ends the login unless the platform accepts it.
 *   <li>A 4xxx, 5xxx or unknown code of a login that did not provoke it, or no response, ends all
 *       tiers but the first. A rejected code of a person is one of the three failed logins and ends
 *       them too, and the check is skipped. It is not sent if it could be a fourth. A code that
 *       comes after the task's time, or after a wrong code ended the task, ends this check alone.
 *   <li>Without a source of codes no SMS is sent for a login. The second way to log in the same
 *       person is skipped, unless the platform has a limit of its own for it. A natural person has
 *       another identity and logs in too.
 *   <li>The session of an unknown account must not hold, and that of the login must. Of a QR code
 *       without a scan only the required fields are checked: no page describes the response.
 *   <li>A rate limit or maintenance is retried for 10 s, and so is a session that does not hold
 *       right after a login (public client code). An interleaved call is then reported and not
 *       judged.
 *   <li>The platform may keep one token for each AppKey: if the token of a signed call has ended,
 *       the call is sent again once, with a new token.
 *   <li>{@code User-Agent} names the program. The platform receives no call outside the API.
 * </ul>
 */
package io.github.qxylogin.contracttests.run;
