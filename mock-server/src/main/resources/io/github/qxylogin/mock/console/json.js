// JSON with exact long numbers: a double loses the last digits of a task id.

import { h } from './dom.js';

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Marks a number that is kept as text. Random, so that no JSON contains it. */
const MARK = `\uE000${crypto.getRandomValues(new Uint32Array(2)).join('-')}:`;
const MARKED = new RegExp(`"${MARK}([^"]*)"`, 'g');

export function parse(text) {
  return JSON.parse(
    text.replace(TOKEN, (token) =>
      token[0] === '"' || String(Number(token)) === token ? token : `"${MARK}${token}"`,
    ),
  );
}

export function print(value, indent = 2) {
  return (JSON.stringify(value, null, indent) ?? '').replace(MARKED, '$1');
}

/** A single value for display. */
export function plain(value) {
  return typeof value === 'string' ? value.replace(MARK, '') : print(value, 0);
}

/** Returns all texts and numbers in a value, at any depth. */
export function scalars(value) {
  if (value !== null && typeof value === 'object') {
    return Object.values(value).flatMap(scalars);
  }
  return value === null || typeof value === 'boolean' ? [] : [plain(value)];
}

const COLOURED = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g;

/** A scrollable block of JSON with colours. */
export function block(value, label, testid) {
  const pre = h('pre', { class: 'code', tabindex: 0, role: 'region', 'aria-label': label, testid });
  const text = typeof value === 'string' ? plain(value) : print(value);
  let end = 0;
  for (const match of typeof value === 'string' ? [] : text.matchAll(COLOURED)) {
    const kind = match[1] ? (match[2] ? 'j-key' : 'j-text') : 'j-number';
    pre.append(text.slice(end, match.index), h('span', { class: kind }, match[1] ?? match[0]), match[2] ?? '');
    end = match.index + match[0].length;
  }
  pre.append(text.slice(end));
  return pre;
}
