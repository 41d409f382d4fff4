package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A body as the journal shows it.
 *
 * @param size how many bytes it had
 * @param content the JSON with its secrets masked; a mask alone in place of what is no JSON object;
 *     a missing node when there was no body
 * @param note what of the body is not shown, and why; usually empty
 */
public record RecordedBody(int size, JsonNode content, String note) {}
