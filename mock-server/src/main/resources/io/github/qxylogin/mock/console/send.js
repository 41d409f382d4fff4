// Sends a call of the platform's API, and finds its record.

import * as api from './api.js';
import { parse, print, scalars } from './json.js';
import { operation, state } from './live.js';
import { t } from './texts.js';

/** Headers that the client sets itself. */
const OF_THE_CLIENT =
  /^(host|connection|content-length|user-agent|accept|accept-.*|origin|referer|sec-.*|cookie|cache-control|pragma|te|transfer-encoding|expect|upgrade.*|dnt|priority)$/i;

/** Returns the request of a recorded call. A body that was too long is missing. */
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
    // A body that is no JSON is a text.
    body: body === undefined || typeof body === 'string' ? body : print(body, 0),
    sign: Boolean(state.health.signed && operation(call.operation)?.signed),
  };
}

/** Sends a request, signed if requested. Returns the response and the recorded call. */
export async function send({ method, path, headers, body, sign }) {
  const sent = new Headers(headers);
  if (sign) {
    const signed = await api.call('POST', '/signatures', { path: path.split('?')[0], body });
    Object.entries(signed.headers).forEach(([name, value]) => sent.set(name, value));
  }
  const since = state.calls[0]?.number ?? 0;
  const began = performance.now();
  const response = await fetch(location.origin + path, { method, headers: sent, body, cache: 'no-store' })
    .then(async (each) => ({ status: each.status, headers: each.headers, body: read(await each.text()) }))
    .catch((lost) => ({ status: 0, headers: new Headers(), body: t('try.lost', { why: lost.message }) }));
  const millis = Math.round(performance.now() - began);
  const calls = state.health.journal ? await api.get(`/requests?since=${since}`).catch(() => []) : [];
  return { ...response, millis, call: calls.find((call) => call.method === method && call.path === path.split('?')[0] && isOf(call, response)) };
}

/** Whether a recorded call has this response: all its unmasked values are equal, including the request id. */
function isOf({ response: recorded }, { status, body }) {
  const came = new Set(scalars(body));
  return recorded.status === status && (status === 0 || scalars(recorded.body).every((each) => each.includes('██') || came.has(each)));
}

/** Parses JSON; other text stays text. */
export function read(text) {
  try {
    return parse(text);
  } catch {
    return text;
  }
}
