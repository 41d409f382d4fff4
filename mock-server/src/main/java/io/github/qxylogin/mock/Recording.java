package io.github.qxylogin.mock;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call as it was, secrets and all, in as little as costs nothing to keep. Only {@link
 * JournalEntry} reads it.
 *
 * @param headers the values of {@link RecordedHeaders}, null where a header was not sent
 * @param body what is kept of the request body
 * @param bodySize how long the request body was
 * @param answer what is kept of the answer's body
 * @param answerSize how long the answer's body was
 * @param weight how much memory this takes at most, in bytes; worked out once, since a journal that
 *     is full asks the oldest for it
 */
@SuppressWarnings("ArrayRecordComponent") // kept, never compared
record Recording(
    long number,
    Instant at,
    long nanos,
    String method,
    String path,
    String query,
    String[] headers,
    byte[] body,
    int bodySize,
    int status,
    Map<String, String> answerHeaders,
    byte[] answer,
    int answerSize,
    String caseName,
    String evidence,
    String rule,
    String why,
    List<String> warnings,
    Optional<RecordedFault> fault,
    int weight) {
  /** The member of an answer that holds its business code. */
  static final String CODE = "code";

  private static final int LONGEST_BODY = 16 << 10;

  /** Objects, map and headers of an answer: measured at some 600 bytes. */
  private static final int OVERHEAD = 1 << 10;

  static Recording of(
      long number, Instant at, long nanos, Call call, String[] headers, Answered answered) {
    Answer answer = answered.choice().answer();
    Reply reply = answered.reply().received();
    byte[] asked = cut(call.body());
    byte[] told = cut(reply.body());
    return new Recording(
        number,
        at,
        nanos,
        call.method(),
        call.path(),
        call.query(),
        headers,
        asked,
        call.body().length,
        reply.status(),
        reply.headers(),
        told,
        reply.body().length,
        answer.caseName(),
        answer.evidence().key(),
        answered.choice().rule(),
        answer.why(),
        answered.warnings(),
        answered.fault(),
        asked.length + told.length + weight(call, headers, answer.why(), answered.warnings()));
  }

  /** Returns the business code of the answer; empty when it has none. */
  String code() {
    return JournalBody.object(answer).path(CODE).asText();
  }

  private static byte[] cut(byte[] body) {
    return body.length <= LONGEST_BODY ? body : Arrays.copyOf(body, LONGEST_BODY);
  }

  /** Returns whether something that was sent or answered is not here. */
  boolean isCut() {
    return body.length < bodySize || answer.length < answerSize;
  }

  /** A character may take two bytes. */
  private static int weight(Call call, String[] headers, String why, List<String> warnings) {
    int characters = call.path().length() + call.query().length() + why.length();
    for (String warning : warnings) {
      characters += 2 * warning.length(); // in the list and in the header
    }
    for (String header : headers) {
      characters += header == null ? 0 : header.length();
    }
    return OVERHEAD + 2 * characters;
  }

  /** Names the number only: all else may be secret. */
  @Override
  public String toString() {
    return "Recording[" + number + "]";
  }
}
