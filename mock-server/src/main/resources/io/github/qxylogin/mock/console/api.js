// Talks to the control API, in the language of the page and with the token where one is needed.

import { language, pair, t } from './texts.js';
import { parse, print } from './json.js';

const ROOT = '/__mock';
const TOKEN = 'control-token';

let whenLocked = () => {};
let opened = Promise.resolve();
let open = null;

/** Says what to do when the control API wants another token. */
export function onLocked(action) {
  whenLocked = action;
}

/** Waits until there is a token again, if one is wanted. */
export function access() {
  return opened;
}

export function isLocked() {
  return open !== null;
}

export function setToken(token) {
  sessionStorage.setItem(TOKEN, token);
  open?.();
  open = null;
}

function lock() {
  if (!open) {
    opened = new Promise((done) => {
      open = done;
    });
  }
  whenLocked(sessionStorage.getItem(TOKEN) !== null);
}

/** Calls the control API, and returns what is to be read as it is; what it refuses is an error in its own words. */
async function send(method, path, body) {
  const token = sessionStorage.getItem(TOKEN);
  const answer = await fetch(ROOT + path, {
    method,
    headers: {
      'Accept-Language': language(),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : print(body, 0),
    cache: 'no-store',
  });
  if (answer.status === 401) {
    lock();
  }
  const read = await answer.text();
  if (!answer.ok) {
    throw new Error(problem(read) ?? t('error.status', { status: answer.status }));
  }
  return read;
}

export const call = async (method, path, body) => parse(await send(method, path, body));

function problem(text) {
  try {
    const { title, detail } = JSON.parse(text);
    return detail ? pair(title, detail) : title;
  } catch {
    return null;
  }
}

export const get = (path) => call('GET', path);

export const text = (path) => send('GET', path);

/** The path of an item; whatever is in its name is a part of the name. */
export function item(resource, name, more = '') {
  return `/${resource}/${encodeURIComponent(name)}${more}`;
}

/** The query of a list, without what is not asked for. */
export function query(parameters) {
  const asked = Object.entries(parameters).filter(([, value]) => value !== '' && value !== undefined);
  return asked.length ? `?${new URLSearchParams(asked)}` : '';
}

/** A text without its percent signs; as it is if they are none of an encoding. */
export function decoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
