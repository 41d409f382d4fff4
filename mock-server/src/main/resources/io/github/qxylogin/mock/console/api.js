// Talks to the control API, in the language of the page and with the token where one is needed.

import { language, pair, t } from './texts.js';
import { parse, print } from './json.js';

const ROOT = '/__mock';
const TOKEN = 'control-token';

let whenLocked = () => {};
let opened = Promise.resolve();
let open = null;

/** Sets the action when the control API needs another token. */
export function onLocked(action) {
  whenLocked = action;
}

/** Waits for a new token, if one is needed. */
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

/** Calls the control API and returns its JSON. Throws its problem text as an error. */
async function send(method, path, body) {
  const token = sessionStorage.getItem(TOKEN);
  const response = await fetch(ROOT + path, {
    method,
    headers: {
      'Accept-Language': language(),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : print(body, 0),
    cache: 'no-store',
  });
  if (response.status === 401) {
    lock();
  }
  const read = await response.text();
  if (!response.ok) {
    throw new Error(problem(read) ?? t('error.status', { status: response.status }));
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

/** The path of an item, with its name encoded. */
export function item(resource, name, more = '') {
  return `/${resource}/${encodeURIComponent(name)}${more}`;
}

/** The query of a list, without empty parameters. */
export function query(parameters) {
  const present = Object.entries(parameters).filter(([, value]) => value !== '' && value !== undefined);
  return present.length ? `?${new URLSearchParams(present)}` : '';
}

/** A percent-decoded text; unchanged if it is not encoded. */
export function decoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
