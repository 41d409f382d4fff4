// What is answered whom: scenes, outcomes and faults.

import * as api from './api.js';
import { button, chip, empty, field, filled, h, identityInput, isSure, keyed, select, setOptions, timesInput, toast } from './dom.js';
import { caseOptions, operationOptions, operationTitle } from './operations.js';
import { refreshIdentities, state } from './live.js';
import { half, pair, t, time } from './texts.js';

/** What can go wrong, as the control API calls it. */
const FAULTS = [
  'connection-reset', 'empty-answer', 'truncated-body', 'garbage-body', 'dribbled-body', 'server-error',
  'bad-gateway', 'service-unavailable', 'gateway-timeout', 'rate-limited', 'maintenance',
];

const CHOSEN = 'console-identity';

/** The taxpayer whom the page is about, which the next view goes on with. */
export const chosen = {
  get: () => sessionStorage.getItem(CHOSEN) ?? '',
  set: (identity) => sessionStorage.setItem(CHOSEN, identity),
};

function outcomeText(outcome) {
  return [outcome.case ?? outcome.code, outcome.operation && operationTitle(outcome.operation)].filter(Boolean).join(' · ');
}

function faultText({ fault, delay, operation, identity }) {
  return [fault && t(`fault.${fault}`), delay && `+${lastingText(delay)}`, operation && operationTitle(operation), identity ?? t('everybody')].filter(Boolean).join(' · ');
}

/** A duration in words, where there are some for it. */
function lastingText(duration) {
  const name = `lasting.${duration}`;
  const words = t(name);
  return words === name ? duration : words;
}

const faultNames = new Map();

/** The name of a fault that the user gives none: as long as the page is open, the same for the same. */
function faultName(of) {
  if (!faultNames.has(of)) {
    faultNames.set(of, `console-${Math.random().toString(36).slice(2, 8)}`);
  }
  return faultNames.get(of);
}

/** What is left of an outcome or a fault. */
function leftOf({ left, until, lasting }) {
  return [
    left !== undefined && t('left.calls', { left }),
    until && t('left.until', { until: time(until) }),
    lasting && !until && t('left.lasting', { lasting: lastingText(lasting) }),
  ].filter(Boolean).join(', ') || t('left.always');
}

export const outcomeLines = (outcomes) => outcomes.map((each) => [outcomeText(each), leftOf(each)]);

export const faultLines = (faults) => faults.map((each) => [`${t('fault')} ${each.name}`, leftOf(each)]);

/** What is set, with what is left of it. */
export function setLines(lines) {
  return h('ul', { class: 'plain' }, lines.map(([text, left]) => h('li', { class: 'line' }, h('span', { class: 'break' }, text), chip(left, 'info'))));
}

export function answers() {
  const identity = identityInput({ value: chosen.get(), testid: 'scene-identity', placeholder: t('identity.hint') });
  const known = h('p', { class: 'line', testid: 'known-identities' });
  const scenes = h('ul', { class: 'cards small-cards', testid: 'scenes' });
  const active = h('div', { class: 'stack', testid: 'active' });
  const none = h('p', { class: 'dim' }, t('answers.none'));
  const root = h(
    'section',
    { testid: 'view-answers' },
    h('h1', null, t('nav.answers')),
    h('div', { class: 'card' }, field(t('answers.who'), identity), h('p', { class: 'dim small' }, t('answers.whoHint')), known),
    h('h2', null, t('answers.active')),
    none,
    active,
    h('h2', null, t('answers.scenes')),
    h('p', { class: 'dim' }, t('answers.scenesHint')),
    scenes,
    h('div', { class: 'columns' }, outcomeForm(), faultForm()),
  );

  identity.addEventListener('input', () => {
    chosen.set(identity.value.trim());
    showActive();
  });

  function whom() {
    const name = identity.value.trim();
    if (!name) {
      identity.focus();
      throw new Error(t('identity.missing'));
    }
    return name;
  }

  async function setOutcome(wish) {
    const name = whom();
    if (!wish.scene && !wish.case && !wish.code) {
      throw new Error(t('outcome.missing'));
    }
    await api.call('PUT', api.item('outcomes', name), wish);
    toast(t('outcome.set', { identity: name }));
    await changed();
  }

  async function changed() {
    await refreshIdentities();
    await showActive();
    active.scrollIntoView({ block: 'nearest' });
  }

  function durations(first, all, testid) {
    return select([['', first], ...all.map((each) => [each, t(`lasting.${each}`)])], { testid });
  }

  /** What is left blank in it is not sent. */
  function form(title, fields, set, testid) {
    return h(
      'section',
      { class: 'card' },
      h('h2', null, title),
      h('div', { class: 'fields' }, Object.entries(fields).map(([name, control]) => field(t(name), control))),
      button(t('set'), set, { class: 'primary', testid }),
    );
  }

  function outcomeForm() {
    const of = select(operationOptions(t('answers.anyOperation')), { testid: 'outcome-operation' });
    const name = select(caseOptions(t('answers.chooseCase')), { testid: 'outcome-case' });
    const code = h('input', { testid: 'outcome-code', autocomplete: 'off', placeholder: t('answers.codeHint') });
    const times = timesInput('outcome-times');
    const lasting = durations(t('left.always'), ['PT30S', 'PT1M', 'PT5M', 'PT30M'], 'outcome-lasting');
    of.addEventListener('change', () => setOptions(name, caseOptions(t('answers.chooseCase'), of.value)));
    const wish = () => ({
      ...(name.value ? { case: name.value } : { code: code.value.trim() }),
      operation: filled(of),
      times: filled(times),
      lasting: filled(lasting),
    });
    return form(
      t('answers.outcome'),
      { operation: of, case: name, 'answers.orCode': code, times, lasting },
      () => setOutcome(wish()),
      'set-outcome',
    );
  }

  function faultForm() {
    const of = select(operationOptions(t('answers.anyOperation')), { testid: 'fault-operation' });
    const kind = select([['', t('fault.none')], ...FAULTS.map((each) => [each, t(`fault.${each}`)])], { testid: 'fault-kind' });
    const delay = durations(t('fault.noDelay'), ['PT1S', 'PT2S', 'PT5S', 'PT10S', 'PT30S', 'PT1M'], 'fault-delay');
    const times = timesInput('fault-times');
    const name = h('input', { maxlength: 64, pattern: '[A-Za-z0-9._\\-]+', testid: 'fault-name', autocomplete: 'off', placeholder: t('fault.nameHint') });
    async function set() {
      const whose = of.value ? filled(identity) : whom();
      const called = filled(name) ?? faultName(`${whose} ${of.value}`);
      await api.call('PUT', api.item('faults', called), {
        identity: whose,
        operation: filled(of),
        fault: filled(kind),
        delay: filled(delay),
        times: filled(times),
      });
      toast(t(whose ? 'fault.set' : 'fault.setForAll', { name: called }));
      await changed();
    }
    return form(
      t('answers.fault'),
      { fault: kind, 'fault.delay': delay, operation: of, times, 'fault.name': name },
      set,
      'set-fault',
    );
  }

  async function showScenes() {
    const all = await api.get('/scenes');
    keyed(scenes, all, (each) => each.scene, (each) =>
      h(
        'li',
        { class: 'card scene' },
        h('p', { class: 'strong' }, half(each.title)),
        h('p', { class: 'dim small mono' }, each.scene),
        button(t('answers.play'), () => setOutcome({ scene: each.scene }), { testid: `scene-${each.scene}`, 'aria-label': pair(t('answers.play'), half(each.title)) }),
      ),
    );
  }

  async function showActive() {
    const name = identity.value.trim();
    const [mine, faults, others] = await Promise.all([
      name ? api.get(api.item('identities', name)) : null,
      api.get('/faults'),
      api.get('/outcomes'),
    ]);
    if (name !== identity.value.trim()) {
      return;
    }
    const groups = [
      mine?.outcomes.length && {
        key: 'outcomes',
        title: name,
        lines: outcomeLines(mine.outcomes),
        label: t('remove'),
        remove: () => api.call('DELETE', api.item('outcomes', name)),
      },
      ...faults.map((each) => ({
        key: 'fault',
        title: `${t('fault')} ${each.name}`,
        lines: [[faultText(each), leftOf(each)]],
        label: t('remove'),
        remove: () => api.call('DELETE', api.item('faults', each.name)),
      })),
      others.length > (mine?.outcomes.length ? 1 : 0) && {
        key: 'all',
        title: t('answers.everybody'),
        lines: others.map((each) => [pair(each.identity, each.outcomes.map(outcomeText).join(', ')), leftOf(each.outcomes[0])]),
        label: t('answers.removeAll'),
        remove: async () => (await isSure({ title: t('answers.removeSure'), hint: t('everybody.hint'), label: t('answers.removeAll'), testid: 'remove-all' })) && api.call('DELETE', '/outcomes'),
      },
    ].filter(Boolean);
    keyed(active, groups, (each) => each.title, group, (each) => JSON.stringify(each));
    none.hidden = groups.length > 0;
    keyed(known, state.identities.slice(0, 12), (each) => each.identity, (each) => pick(each, name), (each) => `${each.outcomes + each.faults} ${each.identity === name}`);
  }

  function pick({ identity: each, outcomes, faults }, name) {
    return h(
      'button',
      {
        type: 'button',
        class: `pick${each === name ? ' on' : ''}`,
        'aria-pressed': String(each === name),
        onclick: () => {
          identity.value = each;
          chosen.set(each);
          showActive();
        },
      },
      each,
      outcomes + faults > 0 && h('span', { class: 'count' }, outcomes + faults),
    );
  }

  function group({ key, title, lines, label, remove }) {
    return h(
      'div',
      { class: 'card active', testid: `active-${key}` },
      h(
        'div',
        null,
        h('p', { class: 'strong mono break' }, title),
        setLines(lines),
      ),
      button(label, async () => {
        await remove();
        await changed();
      }, { testid: `active-${key}-remove`, class: 'quiet', 'aria-label': pair(label, title) }),
    );
  }

  showScenes()
    .then(showActive)
    .catch((failed) => active.replaceChildren(empty(t('error'), failed.message)));
  return { root, change: (what) => what === 'identities' && showActive().catch(() => {}) };
}
