// What the page knows of the mock, and how it hears of what is new.

import * as api from './api.js';

/** As many calls as are shown; of more, a page would only get slow. */
export const KEPT = 500;

export const state = {
  live: false,
  operations: [],
  calls: [],
  sms: [],
  identities: [],
  details: new Map(),
  rules: new Set(),
  health: {},
};

const hearers = [];
let clock = { now: Date.now(), at: Date.now(), frozen: false };

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

/** Whether the mock's time is far from the real one, but for the way that the answer took. */
export function isMoved() {
  return clock.frozen || Math.abs(now() - Date.now()) > 2000;
}

export function setClock(told) {
  clock = { now: Date.parse(told.now), at: Date.now(), frozen: told.frozen };
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

/** Asks for whom the latest calls were, and for more of those for whom an SMS was sent. */
export async function refreshIdentities() {
  state.identities = await api.get('/identities');
  const known = new Set(state.identities.map((each) => each.identity));
  const wanted = new Set(state.sms.slice(0, 30).flatMap(recipients).filter((each) => known.has(each)));
  const details = await Promise.all(
    [...wanted].slice(0, 12).map((identity) => api.get(api.item('identities', identity))),
  );
  state.details = new Map(details.map((each) => [each.identity, each]));
  tell('identities');
}

/** Whom an SMS went to: all that it says and that is not of the SMS itself. */
export function recipients({ taskId, smsCode, sentAt, expiresAt, ...to }) {
  return Object.values(to);
}

export async function reload() {
  [state.calls, state.sms] = await Promise.all([api.get(`/requests?limit=${KEPT}`), api.get('/sms')]);
  state.calls.forEach((call) => state.rules.add(call.rule));
  await Promise.all([refreshClock(), refreshIdentities()]);
  tell('calls', []);
  tell('sms');
}

function take(events) {
  const calls = events.filter((each) => each.type === 'call').map((each) => each.data);
  const sms = events.filter((each) => each.type === 'sms').map((each) => each.data);
  const newest = state.calls[0]?.number ?? 0;
  const fresh = calls.filter((call) => call.number > newest).reverse();
  if (fresh.length) {
    state.calls = [...fresh, ...state.calls].slice(0, KEPT);
    fresh.forEach((call) => state.rules.add(call.rule));
    tell('calls', fresh);
  }
  const had = new Set(state.sms.map((each) => each.taskId));
  const arrived = sms.filter((each) => !had.has(each.taskId)).reverse();
  if (arrived.length) {
    state.sms = [...arrived, ...state.sms].slice(0, KEPT);
    tell('sms');
  }
}

/**
 * Nothing tells that somebody has reset the mock: what is left is asked for when it is quiet, all
 * of it once after something has happened.
 */
async function lookAgain(afterEvents) {
  const [newest] = await api.get('/requests?limit=1');
  if (afterEvents || newest?.number !== state.calls[0]?.number) {
    await reload();
  } else {
    await refreshClock();
  }
}

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

function whileSeen() {
  return document.hidden
    ? new Promise((seen) => document.addEventListener('visibilitychange', seen, { once: true }))
    : null;
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
      await whileSeen();
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
      id = read.id;
      setLive(true);
      busy = read.events.length >= KEPT;
      take(read.events);
      if (read.events.length) {
        happened = true;
        await refreshIdentities();
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
