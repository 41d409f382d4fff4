/**
 * Judges responses by the contract, and holds the outcomes of checks; {@code Difference} is the
 * rule. Only this package depends on the schema validator; it depends on checks, not on targets.
 *
 * <p>The rules of {@code VERDICTS.md} in detail:
 *
 * <ul>
 *   <li>Of several allowed responses the one with the actual code counts; of several with that
 *       code, the one with the fewest differences. At one place the first finding counts, and a
 *       breaking one before drift.
 *   <li>A text is one that the operation's pages have for this code. A text without a field, where
 *       a page has one, is drift. So is another text of the same family.
 *   <li>Fields: the required fields of the schema, where it lists them; of each element of a list,
 *       those that all documented elements have and the schema does not leave out. An account in a
 *       list has its ids, and the fields without which no account can be created. Where pages have
 *       several forms, the closest counts.
 *   <li>Values: booleans, and whether a list has elements, where documented responses with one code
 *       differ in them and an earlier call of the check decides. A session that this check did not
 *       open may hold or not.
 *   <li>Schema: the data of an error need not have what the schema requires of the data of a
 *       success. A pattern or a length that no page has, or that an empty text does not match, is
 *       drift, and so is a value that neither the schema nor an example at this place has.
 *   <li>{@code success}: as a response of the operation with this code has it, otherwise as one of
 *       any operation; either value where pages have both. For an undocumented error, false instead
 *       of true is drift. It is false for other codes of the gateway and of authentication. It is
 *       not checked for 400000, for unlisted codes, and beside a breaking code.
 *   <li>If nothing breaks, some documented response with this code has the same fields.
 *   <li>A response that no page describes, such as that to a text that is too long, may be a
 *       success or a parameter error that the operation documents. A text for people may be null or
 *       absent in a success.
 *   <li>{@code NO_RESPONSE} is a finding of the suite's own mock server and of a recording only.
 *       For any other target the check is unavailable.
 *   <li>A body that is no JSON is reported with charset, byte order mark, position of the error and
 *       its first 200 characters, masked.
 * </ul>
 */
package io.github.qxylogin.contracttests.judge;
