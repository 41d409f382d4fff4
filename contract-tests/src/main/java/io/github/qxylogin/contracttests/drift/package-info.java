/**
 * The edits that describe drift, as an OpenAPI Overlay. It depends on calls and their findings, not
 * on runs or reports.
 *
 * <p>A new field is added to the nearest schema that all operations with it share, down to its
 * leaves; it is {@code x-sensitive} if the contract has its name as a secret elsewhere, or if the
 * name contains {@code cookie}, {@code token}, {@code secret} or {@code password}. A field that
 * callers send is added to the schema of the request. A new value, returned or accepted, is added
 * to its vocabulary, as {@code SEEN_99}. A new code of an existing family is added to {@code
 * x-mock/codes} of the operation, or to the catalogue if three operations show it, with its text.
 *
 * <p>No edit has a breaking difference, another HTTP status, an example, or a name, value or text
 * that may be personal data. A place with 50 edits or more has none: it may be a map. Without drift
 * the overlay is empty.
 */
package io.github.qxylogin.contracttests.drift;
