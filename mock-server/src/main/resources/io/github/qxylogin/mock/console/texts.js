// The page's own words, in the language of the browser or of the user's choice.

import en from './en.js';
import zh from './zh.js';

const CHOSEN = 'console-language';
const TEXTS = { en, zh };

let current = localStorage.getItem(CHOSEN) ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
if (!TEXTS[current]) {
  current = 'en';
}

export function language() {
  return current;
}

export function setLanguage(other) {
  current = other;
  localStorage.setItem(CHOSEN, other);
}

/** Returns a text with its {places} filled in; of an unknown name, the name. */
export function t(name, filled = {}) {
  return (TEXTS[current][name] ?? name).replace(/\{(\w+)\}/g, (place, key) => filled[key] ?? place);
}

/** A name and what it is of, with the colon of the language between them. */
export function pair(name, value) {
  return t('pair', { name, value });
}

/** Of what the contract says in both languages, the one of the page. */
export function both(chinese, english) {
  return (current === 'zh' ? chinese : english) ?? chinese ?? english ?? '';
}

/** Of a title in both languages, as the mock writes it, the half that is in that of the page. */
export function half(title) {
  return both(...title.split(' / '));
}

const pad = (number) => String(number).padStart(2, '0');

/** A moment as the time of day here. */
export function time(moment) {
  const at = new Date(moment);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(pad).join(':');
}

export function dateTime(moment) {
  const at = new Date(moment);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${time(at)}`;
}

/** A moment still to come: the time of day, with the day unless that is the one that is now. */
export function until(moment, now) {
  const day = new Date(now).setHours(0, 0, 0, 0);
  if (new Date(moment).getTime() === new Date(day).setDate(new Date(day).getDate() + 1)) {
    return t('midnight');
  }
  return (new Date(moment).setHours(0, 0, 0, 0) === day ? time(moment) : dateTime(moment)).slice(0, -3);
}

/** So many milliseconds, as a clock that runs down shows them. */
export function span(millis) {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map(pad).join(':');
  return seconds < 3600 ? parts : `${Math.floor(seconds / 3600)}:${parts}`;
}
