// Creates elements. Text is never parsed as HTML.

import { t } from './texts.js';

export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'testid') {
      element.dataset.testid = value;
    } else if (name === 'value') {
      element.value = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** An icon of the sprite in index.html. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

/** An error of a field. */
export function wrong(control, text) {
  return Object.assign(new Error(text), { control });
}

/** Shows an error below its field, or in the card of a button. Returns a function that removes it. */
function showError({ message, control }, made) {
  const place = control?.closest('.field') ?? made.closest('.actions, .card');
  if (!place) {
    toast(message, 'bad');
    return () => {};
  }
  const note = h('p', { class: 'note bad', role: 'alert', testid: 'wrong' }, message);
  place.append(note);
  control?.setAttribute('aria-invalid', 'true');
  (control ?? made).focus();
  return () => {
    note.remove();
    control?.removeAttribute('aria-invalid');
  };
}

/**
 * A button that shows that it is at work, and what went wrong. It is not disabled meanwhile: who
 * uses the keyboard would lose the place.
 */
export function button(label, action, props) {
  const made = h('button', { type: 'button', ...props }, label);
  let clear = () => {};
  made.addEventListener('click', async () => {
    if (made.ariaBusy) {
      return;
    }
    made.ariaBusy = 'true';
    clear();
    try {
      await action();
    } catch (failed) {
      clear = showError(failed, made);
    } finally {
      made.ariaBusy = null;
    }
  });
  return made;
}

/** Confirms an action that cannot be undone. Cancel or a field has the focus. */
export function isSure({ title, hint, label, testid, input, kind = 'danger' }) {
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { class: 'card', testid: `${testid}-dialog`, 'aria-labelledby': 'sure' },
      h('h2', { id: 'sure' }, title),
      hint && h('p', null, hint),
      input,
      h(
        'p',
        { class: 'line' },
        h('button', { type: 'button', class: kind, testid: `${testid}-sure`, onclick: () => dialog.close('sure') }, label),
        h('button', { type: 'button', class: 'quiet', autofocus: !input, onclick: () => dialog.close() }, t('cancel')),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'sure');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function field(label, control, props) {
  return h('label', { class: 'field', ...props }, h('span', null, label), control);
}

/** A field for an identity, with the known ones as suggestions. */
export function identityInput(props) {
  return h('input', { list: 'identities', autocomplete: 'off', spellcheck: 'false', ...props });
}

/** A field for a number of calls; empty means all. */
export function timesInput(testid) {
  return h('input', { type: 'number', min: 1, max: 1000000, placeholder: '∞', testid });
}

/** The value of a field; undefined if it is blank, so that it is not sent. */
export function filled({ value, type }) {
  return value.trim() === '' ? undefined : type === 'number' ? Number(value) : value.trim();
}

/** A select; each option is [value, label] or {group, options}. */
export function select(options, props) {
  const option = ([value, label]) => h('option', { value }, label);
  return h(
    'select',
    props,
    options.map((each) =>
      each.group ? h('optgroup', { label: each.group }, each.options.map(option)) : option(each),
    ),
  );
}

/** Replaces the options of a select, and keeps the choice if it still exists. */
export function setOptions(element, options) {
  const chosen = element.value;
  element.replaceChildren(...select(options).children);
  element.value = [...element.options].some((each) => each.value === chosen) ? chosen : element.options[0].value;
}

/** Renders a keyed list: a node stays while its item's key and mark are unchanged. */
export function renderKeyed(parent, items, key, make, mark = () => '') {
  const before = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const wanted = items.map((item) => {
    const [name, state] = [String(key(item)), String(mark(item))];
    const old = before.get(name);
    if (old && old.dataset.mark === state) {
      return old;
    }
    const made = make(item);
    made.dataset.key = name;
    made.dataset.mark = state;
    return made;
  });
  const kept = new Set(wanted);
  [...parent.children].filter((node) => !kept.has(node)).forEach((node) => node.remove());
  wanted.forEach((node, index) => {
    if (parent.children[index] !== node) {
      parent.insertBefore(node, parent.children[index] ?? null);
    }
  });
}

export function toast(text, tone = 'good') {
  const place = document.getElementById('toasts');
  const shown = h('p', { class: `toast ${tone}`, testid: 'toast' }, text);
  place.append(shown);
  setTimeout(() => shown.remove(), 6000);
  while (place.children.length > 4) {
    place.firstChild.remove();
  }
}

/** Announces a text to screen readers. */
export function announce(text) {
  document.getElementById('said').textContent = text;
}

/** Copies a text. A page over plain HTTP from another machine has no clipboard API. */
export async function copy(text, message) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
  } else {
    const area = h('textarea', { class: 'away', value: text, 'aria-hidden': 'true' });
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    if (!copied) {
      throw new Error(t('copy.rejected'));
    }
  }
  toast(message);
}

/** Saves a text as a file. */
export function save(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h('a', { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

export function chip(text, tone = '', props) {
  return h('span', { class: `chip ${tone}`, ...props }, text);
}

export function empty(title, hint, ...more) {
  return h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, title), hint && h('p', null, hint), ...more);
}
