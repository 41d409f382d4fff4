package io.github.qxylogin.mock;

import java.time.Duration;
import java.util.Optional;

/**
 * What a fault does to one call.
 *
 * @param name what the fault is called
 * @param delay how long the answer is held back
 * @param kind what goes wrong with it; nothing when it is only late
 * @param acts whether the platform acts, and answers as usual, before that
 * @param garbage the bytes that stand for a body, where the fault is such
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Strike(
    String name, Duration delay, Optional<FaultKind> kind, boolean acts, byte[] garbage) {}
