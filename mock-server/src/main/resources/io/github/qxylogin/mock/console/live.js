// The page's copy of the mock's state, and its updates.

import * as api from './api.js';

/** The number of shown calls. More would make the page slow. */
export const KEPT = 500;

const KEPT_SMS = 100;
const EACH_SECOND = 1000;

/** The pause after more new calls than are shown. */
const BUSY = 5000;

export const state = {
  live: false,
  operations: [],
  calls: [],
  sms: [],
  identities: [],
  scenes: [],
  rules: new Set(),
  health: {},
};

const subscribers = [];
let clock = { now: Date.now(), at: Date.now(), frozen: false, moved: false };

/** Subscribes to changes: calls, sms, identities, scenes, clock, live. */
export function subscribe(subscriber) {
  subscribers.push(subscriber);
}

function notify(change, what) {
  subscribers.forEach((subscriber) => subscriber(change, what));
}

/** The mock's time, which may have been moved. */
export function now() {
  return clock.frozen ? clock.now : clock.now + (Date.now() - clock.at);
}

export function isFrozen() {
  return clock.frozen;
}

/** Whether the mock's clock differs from its real time. */
export function isMoved() {
  return clock.moved;
}

export function setClock({ now: time, frozen, ahead }) {
  clock = { now: Date.parse(time), at: Date.now(), frozen, moved: frozen || ahead !== 'PT0S' };
  notify('clock');
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
  notify('identities');
}

export async function refreshScenes() {
  state.scenes = await api.get('/scenes');
  notify('scenes');
}

/** The recipient of an SMS: its identity fields with their kinds. */
export function recipients({ taskId, smsCode, sentAt, expiresAt, state: of, operation: id, nextAllowedAt, kinds, ...to }) {
  return Object.entries(to)
    .filter(([, number]) => number)
    .map(([name, number]) => ({ kind: kinds[name], number }));
}

/** The calls above a number, newest first; none if the mock keeps no calls. */
async function callsAfter(number) {
  return state.health.journal ? api.get(`/requests?since=${number}&limit=${KEPT}`) : [];
}

const newestSms = () => api.get(`/sms?limit=${KEPT_SMS}`);

let reloading = Promise.resolve();

/** Loads the lists again. Requests in between wait; earlier responses are dropped. */
export function reload() {
  reloading = load();
  return reloading;
}

async function load() {
  const [calls, sms] = await Promise.all([callsAfter(0), newestSms()]);
  state.calls = calls;
  state.sms = sms;
  calls.forEach((call) => state.rules.add(call.rule));
  await Promise.all([refreshClock(), refreshIdentities(), refreshScenes()]);
  notify('calls', []);
  notify('sms');
}

/** Loads the whole state: at the start, and after the mock was restarted. */
async function start() {
  [state.operations, state.health] = await Promise.all([api.get('/cases'), api.get('/health')]);
  await reload();
  setLive(true);
}

/** Loads the changes. Returns whether there are more than are shown. */
async function poll() {
  await reloading;
  const loaded = reloading;
  const newest = state.calls[0];
  const known = newest?.number ?? 0;
  // Includes the newest known call: if it is missing, the mock was reset or restarted.
  const [calls, sms] = await Promise.all([callsAfter(Math.max(known - 1, 0)), newestSms(), refreshClock()]);
  if (loaded !== reloading) {
    return false;
  }
  const same = !newest || (calls.at(-1)?.number === known && calls.at(-1).at === newest.at);
  const busy = !same && calls.length >= Math.min(KEPT, state.health.journal);
  if (!same && !busy) {
    await start();
    return false;
  }
  const fresh = calls.filter((call) => call.number > known);
  const sent = JSON.stringify(sms) !== JSON.stringify(state.sms);
  if (fresh.length) {
    state.calls = [...fresh, ...state.calls].slice(0, KEPT);
    fresh.forEach((call) => state.rules.add(call.rule));
    notify('calls', fresh);
  }
  if (sent) {
    state.sms = sms;
    notify('sms');
  }
  if (fresh.length || sent) {
    await refreshIdentities();
  }
  return busy;
}

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

/** Waits until the page is visible: a hidden page loads nothing. */
async function inSight() {
  if (document.hidden) {
    await new Promise((seen) => document.addEventListener('visibilitychange', seen, { once: true }));
  }
}

function setLive(live) {
  if (state.live !== live) {
    state.live = live;
    notify('live');
  }
}

/** Updates the page while it is open. */
export async function follow() {
  for (;;) {
    try {
      const unseen = document.hidden;
      await inSight();
      await api.access();
      const busy = state.live && !unseen ? await poll() : await start();
      await pause(busy ? BUSY : EACH_SECOND);
    } catch {
      setLive(false);
      await pause(2 * EACH_SECOND);
    }
  }
}
