package io.github.qxylogin.mock.journal;

import java.util.Set;

/**
 * A call as those who share a state tell it one another: as it was, since whoever shows it masks
 * it.
 *
 * @param raw not numbered yet
 * @param identities whom it is for, if the body that tells it is not kept
 * @param weight how much memory it takes at most, in bytes
 */
record StoredCall(RecordedCall raw, Set<String> identities, int weight) {
  RecordedCall numbered(long number) {
    return new RecordedCall(
        number, raw.at(), raw.took(), raw.request(), raw.response(), raw.decision());
  }
}
