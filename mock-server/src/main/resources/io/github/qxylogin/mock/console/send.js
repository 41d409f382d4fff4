// Sends a call of the platform's API, and finds it among those that the mock has recorded.

import * as api from './api.js';
import { parse, print, scalars } from './json.js';
import { operation, state } from './live.js';
import { t } from './texts.js';

/** What each client sends by itself, or must not be told by hand. */
const OF_THE_CLIENT =
  /^(host|connection|content-length|user-agent|accept|accept-.*|origin|referer|sec-.*|cookie|cache-control|pragma|te|transfer-encoding|expect|upgrade.*|dnt|priority)$/i;

/** Returns what has to be sent to make a recorded call again; of a body that is too long, none is kept. */
export function requestOf(call) {
  const { headers, body, bodySize } = call.request;
  if (body === undefined && bodySize > 0) {
    throw new Error(t('call.notKept'));
  }
  const search = call.query.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return {
    method: call.method,
    path: call.path + (search ? `?${search}` : ''),
    headers: Object.entries(headers).filter(([name]) => !OF_THE_CLIENT.test(name)),
    // What is no JSON is a text there.
    body: body === undefined || typeof body === 'string' ? body : print(body, 0),
    sign: Boolean(state.health.signed && operation(call.operation)?.signed),
  };
}

/** Sends a request, signed anew if asked; returns what came, and the call that the mock recorded. */
export async function send({ method, path, headers, body, sign }) {
  const sent = new Headers(headers);
  if (sign) {
    const signed = await api.call('POST', '/signatures', { path: path.split('?')[0], body });
    Object.entries(signed.headers).forEach(([name, value]) => sent.set(name, value));
  }
  const since = state.calls[0]?.number ?? 0;
  const began = performance.now();
  const got = await fetch(location.origin + path, { method, headers: sent, body, cache: 'no-store' })
    .then(async (answer) => ({ status: answer.status, headers: answer.headers, body: read(await answer.text()) }))
    .catch((lost) => ({ status: 0, headers: new Headers(), body: t('try.lost', { why: lost.message }) }));
  const millis = Math.round(performance.now() - began);
  const calls = state.health.journal ? await api.get(`/requests?since=${since}`).catch(() => []) : [];
  return { ...got, millis, call: calls.find((call) => call.method === method && call.path === path.split('?')[0] && isOf(call, got)) };
}

/** Whether a recorded call got this response: all that is not masked in it came, the request's id too. */
function isOf({ answer }, { status, body }) {
  const came = new Set(scalars(body));
  return answer.status === status && (status === 0 || scalars(answer.body).every((each) => each.includes('██') || came.has(each)));
}

/** Reads JSON; what is none stays text. */
export function read(text) {
  try {
    return parse(text);
  } catch {
    return text;
  }
}
