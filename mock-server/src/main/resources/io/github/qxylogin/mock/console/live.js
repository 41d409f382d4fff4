// What the page knows of the mock, and how it hears of what is new.

import * as api from './api.js';

/** As many calls as are shown; of more, a page would only get slow. */
export const KEPT = 500;

const KEPT_SMS = 100;

export const state = {
  live: false,
  operations: [],
  calls: [],
  sms: [],
  identities: [],
  rules: new Set(),
  health: {},
};

const hearers = [];
let clock = { now: Date.now(), at: Date.now(), frozen: false, moved: false };

/** Tells of each change by its name: calls, sms, identities, clock, live. */
export function hear(hearer) {
  hearers.push(hearer);
}

function tell(change, what) {
  hearers.forEach((hearer) => hearer(change, what));
}

/** The mock's time, which may have been moved. */
export function now() {
  return clock.frozen ? clock.now : clock.now + (Date.now() - clock.at);
}

export function isFrozen() {
  return clock.frozen;
}

/** Whether the mock's time is not its real one, whatever time it is here. */
export function isMoved() {
  return clock.moved;
}

export function setClock({ now: told, frozen, ahead }) {
  clock = { now: Date.parse(told), at: Date.now(), frozen, moved: frozen || ahead !== 'PT0S' };
  tell('clock');
}

export async function refreshClock() {
  setClock(await api.get('/clock'));
}

export function operation(id) {
  return state.operations.find((each) => each.operation === id);
}

export function caseOf(operationId, name) {
  return operation(operationId)?.cases.find((each) => each.name === name);
}

export async function refreshIdentities() {
  state.identities = await api.get('/identities');
  tell('identities');
}

/** Whom an SMS went to: all that it says and that is not of the SMS itself, and what each is. */
export function recipients({ taskId, smsCode, sentAt, expiresAt, state: of, operation: id, nextAllowedAt, kinds, ...to }) {
  return Object.entries(to)
    .filter(([, number]) => number)
    .map(([name, number]) => ({ kind: kinds[name], number }));
}

/** The newest calls; a mock that was started to keep none is not asked. */
async function newestCalls(limit) {
  return state.health.journal ? api.get(`/requests?limit=${limit}`) : [];
}

/** What is told while a list is asked for may not be in it yet. */
const listening = new Set();

export async function reload() {
  const told = { calls: [], sms: [] };
  listening.add(told);
  try {
    const [calls, sms] = await Promise.all([newestCalls(KEPT), api.get(`/sms?limit=${KEPT_SMS}`)]);
    state.calls = newestFirst(told.calls, calls, (call) => call.number).slice(0, KEPT);
    state.sms = newestFirst(told.sms, sms, (each) => each.taskId).slice(0, KEPT_SMS);
  } finally {
    listening.delete(told);
  }
  state.calls.forEach((call) => state.rules.add(call.rule));
  await Promise.all([refreshClock(), refreshIdentities()]);
  tell('calls', []);
  tell('sms');
}

/** Puts what came one by one on top of a list, each once. */
function newestFirst(came, list, key) {
  const listed = new Set(list.map(key));
  const fresh = came.filter((each) => !listed.has(key(each)) && listed.add(key(each)));
  return [...fresh.reverse(), ...list];
}

function take(events) {
  const calls = events.filter((each) => each.type === 'call').map((each) => each.data);
  const sms = events.filter((each) => each.type === 'sms').map((each) => each.data);
  listening.forEach((told) => {
    told.calls.push(...calls);
    told.sms.push(...sms);
  });
  const newest = state.calls[0]?.number ?? 0;
  const fresh = calls.filter((call) => call.number > newest).reverse();
  if (fresh.length) {
    state.calls = [...fresh, ...state.calls].slice(0, KEPT);
    fresh.forEach((call) => state.rules.add(call.rule));
    tell('calls', fresh);
  }
  if (sms.length) {
    state.sms = newestFirst(sms, state.sms, (each) => each.taskId).slice(0, KEPT_SMS);
    tell('sms');
  }
}

const EACH_SECOND = 1000;
let looked = 0;
let looking = null;

/** What changes with calls, and no event tells, is asked for once a second at most. */
function lookSoon() {
  looking ??= setTimeout(async () => {
    looking = null;
    looked = Date.now();
    try {
      state.sms = await api.get(`/sms?limit=${KEPT_SMS}`);
      tell('sms');
      await refreshIdentities();
    } catch {
      // The events tell soon enough that the mock is gone.
    }
  }, Math.max(0, looked + EACH_SECOND - Date.now()));
}

/**
 * Nothing tells that somebody has reset the mock: what is left is asked for when it is quiet, all
 * of it once after something has happened.
 */
async function lookAgain(afterEvents) {
  const [newest] = await newestCalls(1);
  if (afterEvents || newest?.number !== state.calls[0]?.number) {
    await reload();
  } else {
    await refreshClock();
  }
}

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

/** Returns whether the page was out of sight, where it asks for nothing. */
async function wasHidden() {
  const hidden = document.hidden;
  if (hidden) {
    await new Promise((seen) => document.addEventListener('visibilitychange', seen, { once: true }));
  }
  return hidden;
}

function setLive(live) {
  if (state.live !== live) {
    state.live = live;
    tell('live');
  }
}

/**
 * Goes on from now with the newest calls, of more than anybody can read. Returns the id of what is
 * told, and whether the mock is still as busy.
 */
async function leap() {
  const before = state.calls[0]?.number ?? 0;
  const { id } = await api.events(null);
  await reload();
  return { id, busy: (state.calls[0]?.number ?? 0) - before >= KEPT };
}

/**
 * Follows the mock for as long as the page is open. Of a busy one it asks less and less often, so
 * that it stays a guest.
 */
export async function follow() {
  let id = null;
  let happened = false;
  let busy = false;
  for (;;) {
    try {
      if (await wasHidden()) {
        id = null;
      }
      await api.access();
      if (!id) {
        ({ id } = await api.events(null));
        [state.operations, state.health] = await Promise.all([api.get('/cases'), api.get('/health')]);
        await reload();
        setLive(true);
      }
      if (busy) {
        ({ id, busy } = await leap());
        await pause(busy ? 5000 : 100);
        continue;
      }
      const read = await api.events(id);
      if (!read.events.length && read.id !== id) {
        // Another mock than before: it knows nothing of that id.
        id = null;
        continue;
      }
      id = read.id;
      setLive(true);
      busy = read.events.length >= KEPT;
      take(read.events);
      if (read.events.length) {
        happened = true;
        lookSoon();
        await pause(Math.min(3000, Math.max(read.retry, 3 * read.events.length)));
      } else {
        await lookAgain(happened);
        happened = false;
        await pause(read.retry);
      }
    } catch {
      id = null;
      setLive(false);
      await pause(2000);
    }
  }
}
