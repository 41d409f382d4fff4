/**
 * Keeps the state of several mock servers in one Redis or Valkey. Depends on the store's interface,
 * and on the lifetimes in the contract.
 *
 * <ul>
 *   <li>A call reads the few keys that it needs, and commits with one Lua script. The script writes
 *       all, or writes nothing if a value that the call read has changed; then the call runs again.
 *       After repeated conflicts the call runs alone for a moment.
 *   <li>The keys of a call are unknown beforehand. It runs on guesses first. Then one round trip
 *       reads all keys that it used. Most calls need one or two reads and one commit.
 *   <li>The journal's entry is part of the commit. After a failed commit the call is not in the
 *       journal, and the journal has the order of the commits.
 *   <li>No replica keeps a copy. Each call sees what all replicas have committed before.
 *   <li>No command is sent twice. If the store's response is lost, the call returns 503; it was
 *       committed completely or not at all.
 *   <li>Time is the store's ({@code TIME}). If its clock is set back by more than 10 seconds, the
 *       replicas follow and print a line.
 *   <li>A server that is no longer the master counts as lost: the replica resolves the name again
 *       and reconnects. A replica reconnects to an empty store too. A late response fails its own
 *       call only.
 *   <li>Keys begin with {@code {qxy:NAME}} and a fingerprint of the contract and of the types that
 *       are stored, so that a state is in one slot of a cluster. A table is a hash of values
 *       ({@code TABLE:values}, each a version and JSON) and a sorted set of keys ({@code
 *       TABLE:order}). The calls are a stream, which each call trims to the size of its replica's
 *       journal.
 *   <li>The state expires when no replica ran for the longest lifetime of the contract.
 * </ul>
 */
@NullMarked
package io.github.qxylogin.mock.redis;

import org.jspecify.annotations.NullMarked;
