// The page's texts, in the language of the browser or of the user's choice.

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

/** Returns a text with its {placeholders} replaced; for an unknown key, the key. */
export function t(name, filled = {}) {
  return (TEXTS[current][name] ?? name).replace(/\{(\w+)\}/g, (place, key) => filled[key] ?? place);
}

/** A label and a value, with the colon of the language. */
export function pair(name, value) {
  return t('pair', { name, value });
}

/** Selects a bilingual text of the contract by the page's language. */
export function both(chinese, english) {
  return (current === 'zh' ? chinese : english) ?? chinese ?? english ?? '';
}

/** Selects the half of a bilingual title by the page's language. */
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

/** A future moment: the time of day, with the date unless it is today. */
export function until(moment, now) {
  const day = new Date(now).setHours(0, 0, 0, 0);
  if (new Date(moment).getTime() === new Date(day).setDate(new Date(day).getDate() + 1)) {
    return t('midnight');
  }
  return (new Date(moment).setHours(0, 0, 0, 0) === day ? time(moment) : dateTime(moment)).slice(0, -3);
}

/** Milliseconds as a countdown. */
export function span(millis) {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map(pad).join(':');
  return seconds < 3600 ? parts : `${Math.floor(seconds / 3600)}:${parts}`;
}
