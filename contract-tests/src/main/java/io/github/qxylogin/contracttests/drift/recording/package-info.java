/**
 * Calls of others, read from HTTP archives and judged as a run. It depends on the judge and on the
 * calls to servers.
 *
 * <p>Requests are judged too: fields that no schema has and, in an accepted request, forbidden
 * content and values outside a vocabulary. Requests of the contract tests are not judged: they may
 * be faulty on purpose. A gateway's prefix before a path is ignored if the end of the path is that
 * of one operation alone. Injected faults, the mock's own errors, calls that a browser gave up and
 * impossible statuses are counted and not judged. A body that cannot be decoded, or that unpacks to
 * more than 16 MiB, counts as not recorded. A recording cannot show which response belongs to a
 * faulty request, or that the platform is unavailable: a gateway's page in it fails.
 */
package io.github.qxylogin.contracttests.drift.recording;
