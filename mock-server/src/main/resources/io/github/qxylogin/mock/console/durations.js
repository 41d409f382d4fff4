// Durations as people write and read them: 10m, 1h30m, 90s, 5分钟, and PT10M of ISO 8601.

import { filled, h, wrong } from './dom.js';
import { t } from './texts.js';

const SECONDS = { d: 86400, h: 3600, m: 60, s: 1, 天: 86400, 小时: 3600, 时: 3600, 分: 60, 秒: 1 };
const PART = /(\d+(?:\.\d+)?)\s*([dhms]|天|小时|时|分|秒)(?:ays?|ours?|in(?:ute)?s?|ec(?:ond)?s?|钟)?t?\s*/gi;

/** Returns the seconds of a duration; NaN if the text is invalid. */
function seconds(text) {
  const parts = text.trim().replace(/^pt?/i, '');
  return parts && !parts.replace(PART, '')
    ? [...parts.matchAll(PART)].reduce((sum, [, count, unit]) => sum + count * SECONDS[unit.toLowerCase()], 0)
    : NaN;
}

/** A duration in words; an invalid text stays unchanged. */
export function said(duration) {
  let left = seconds(duration);
  const parts = ['d', 'h', 'm', 's'].map((unit) => {
    const count = unit === 's' ? Number(left.toFixed(3)) : Math.floor(left / SECONDS[unit]);
    left -= count * SECONDS[unit];
    return count ? t(`duration.${unit}`, { count }) : '';
  });
  return Number.isNaN(left) ? duration : parts.filter(Boolean).join(' ') || t('duration.s', { count: 0 });
}

/** A field for a duration, with suggestions. */
export function durationInput(props) {
  return h('input', { list: 'durations', autocomplete: 'off', spellcheck: 'false', ...props });
}

/** Returns the duration in a field, as the control API reads it; undefined of a blank field. */
export function duration(input) {
  const text = filled(input);
  if (text === undefined) {
    return undefined;
  }
  const wanted = seconds(text);
  if (Number.isNaN(wanted)) {
    throw wrong(input, t('duration.wrong', { text }));
  }
  return `PT${Number(wanted.toFixed(3))}S`;
}

/** The suggestions of the page. */
export function proposedDurations() {
  return ['PT1S', 'PT5S', 'PT10S', 'PT30S', 'PT1M', 'PT5M', 'PT30M', 'PT1H'].map((each) => h('option', { value: said(each) }));
}
