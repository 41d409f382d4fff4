// Scenes, outcomes and faults of an identity.

import * as api from './api.js';
import { button, chip, empty, field, filled, h, identityInput, isSure, renderKeyed, select, setOptions, timesInput, toast, wrong } from './dom.js';
import { duration, durationInput, said } from './durations.js';
import { parse, print } from './json.js';
import { caseOptions, caseTitle, operationOptions, operationTitle } from './operations.js';
import { operation, refreshIdentities, refreshScenes, state } from './live.js';
import { half, pair, t, time } from './texts.js';

/** The kinds of faults, by their names in the control API. */
const FAULTS = [
  'connection-reset', 'empty-response', 'truncated-body', 'garbage-body', 'dribbled-body', 'server-error',
  'bad-gateway', 'service-unavailable', 'gateway-timeout', 'rate-limited', 'maintenance',
];

const CHOSEN = 'console-identity';

/** The chosen taxpayer, which all views share. */
export const chosen = {
  get: () => sessionStorage.getItem(CHOSEN) ?? '',
  set: (identity) => sessionStorage.setItem(CHOSEN, identity),
};

/** The description of an outcome: case or code, own data, operation. */
function outcomeText({ case: name, code, data, response, operation: of }) {
  const own = data ?? response;
  return [
    name ? `${caseTitle(of, name)} ${name}`.trim() : code,
    own !== undefined && t('outcomes.own'),
    Array.isArray(own) && t('outcomes.rows', { count: own.length }),
    of && operationTitle(of),
  ].filter(Boolean).join(' · ');
}

function faultText({ fault, delay, operation: of }) {
  return [fault && t(`fault.${fault}`), delay && `+${said(delay)}`, of && operationTitle(of)].filter(Boolean).join(' · ');
}

const faultNames = new Map();

/** The default name of a fault: the same settings get the same name while the page is open. */
function faultName(of) {
  if (!faultNames.has(of)) {
    faultNames.set(of, `console-${Math.random().toString(36).slice(2, 8)}`);
  }
  return faultNames.get(of);
}

/** The remaining calls or time of an outcome or a fault. */
function leftOf({ times, left = times, until, lasting }) {
  return [
    left !== undefined && t('left.calls', { left }),
    until && t('left.until', { until: time(until) }),
    lasting && !until && t('left.lasting', { lasting: said(lasting) }),
  ].filter(Boolean).join(t('comma')) || t('left.always');
}

/** The title of a scene. */
const sceneTitle = ({ title, own }) => (own ? title : half(title));

/** One line for each single outcome and each scene. */
export function outcomeLines(outcomes) {
  const alone = (each, index) => ({
    text: outcomeText(each),
    left: leftOf(each),
    isSame: (other, at) => at === index && print(other) === print(each),
  });
  const scene = (name) => {
    const all = outcomes.filter((each) => each.scene === name);
    return {
      text: pair(t('scene'), sceneTitle(state.scenes.find((each) => each.scene === name) ?? { own: true, title: name })),
      left: t('outcomes.responses', { count: all.length }),
      more: all.map((each) => pair(outcomeText(each), leftOf(each))),
      isSame: (other) => other.scene === name,
    };
  };
  const names = [...new Set(outcomes.map((each) => each.scene).filter(Boolean))];
  return [...names.map(scene), ...outcomes.map(alone).filter((_, index) => !outcomes[index].scene)];
}

export const faultLines = (faults) => faults.map((each) => ({ text: pair(`${t('fault')} ${each.name}`, faultText(each)), left: leftOf(each), fault: each.name }));

/** A setting with its remaining calls or time, and a button that removes it. */
export function setLines(lines, remove) {
  return h(
    'ul',
    { class: 'plain' },
    lines.map((line) =>
      h(
        'li',
        { class: 'line set-line' },
        line.more ? h('details', null, h('summary', { class: 'break' }, line.text), line.more.map((each) => h('p', { class: 'small break' }, each))) : h('span', { class: 'break' }, line.text),
        chip(line.left, 'info'),
        remove && button(t('remove'), () => remove(line), { class: 'quiet', testid: line.fault ? 'remove-fault' : 'remove-outcome', 'aria-label': pair(t('remove'), line.text) }),
      ),
    ),
  );
}

/** The list of rows in data: the data itself, or one of its fields. */
function rowsIn(data) {
  return Array.isArray(data) ? data : Object.values(data ?? {}).find(Array.isArray);
}

/** The same data with a number of rows, copied from the documented ones. */
function withRows(data, count) {
  const rows = rowsIn(data);
  const many = Array.from({ length: count }, (_, index) => numbered(rows, index));
  return rows === data ? many : Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value === rows ? many : value]));
}

/** A copy of a row. Its number replaces masked digits and counters. */
function numbered(rows, index) {
  const row = rows[index % rows.length];
  if (row === null || typeof row !== 'object') {
    return row;
  }
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (typeof value === 'string') {
        return [name, value.replace(/\*+|x{3,}/, (masked) => String(index + 1).padStart(masked.length, '0'))];
      }
      const counts = rows.length > 1 && rows.every((each, at) => each[name] === rows[0][name] + at);
      return [name, counts ? rows[0][name] + index : value];
    }),
  );
}

export function outcomes() {
  const identity = identityInput({ value: chosen.get(), testid: 'scene-identity', placeholder: t('identity.hint') });
  const known = h('p', { class: 'line', testid: 'known-identities' });
  const scenes = h('ul', { class: 'cards small-cards', testid: 'scenes' });
  const active = h('div', { class: 'stack', testid: 'active' });
  const none = h('p', { class: 'dim' }, t('outcomes.none'));
  const all = button(t('outcomes.removeAll'), removeAll, { class: 'quiet', testid: 'remove-all' });
  let asking = null;
  const root = h(
    'section',
    { testid: 'view-outcomes', class: 'board' },
    h(
      'div',
      { class: 'stack' },
      h('h1', null, t('nav.outcomes')),
      h('div', { class: 'card' }, field(t('outcomes.who'), identity), h('p', { class: 'dim small' }, t('outcomes.whoHint')), known),
      h('h2', null, t('outcomes.scenes')),
      h('p', { class: 'dim' }, t('outcomes.scenesHint')),
      scenes,
      h('div', { class: 'columns' }, outcomeForm(), faultForm()),
    ),
    h('section', { class: 'stack' }, h('div', { class: 'head' }, h('h2', null, t('outcomes.active')), all), none, active),
  );

  identity.addEventListener('input', () => {
    chosen.set(identity.value.trim());
    showActive();
  });

  function whom() {
    const name = identity.value.trim();
    if (!name) {
      throw wrong(identity, t('identity.missing'));
    }
    return name;
  }

  const setOf = async (name) => (await api.get('/setup')).outcomes[name] ?? [];

  async function setOutcomes(name, body) {
    await api.call('PUT', api.item('outcomes', name), body);
    toast(t('outcome.set', { identity: name }));
    await changed();
  }

  /** Adds an outcome before the others, and removes the ones that it hides. */
  async function addOutcome(name, outcome) {
    const hides = (other) => !outcome.times && !outcome.lasting && other.operation === outcome.operation && (outcome.operation || (other.case === outcome.case && other.code === outcome.code));
    await setOutcomes(name, { outcomes: [outcome, ...(await setOf(name)).filter((each) => !hides(each))] });
  }

  async function removeLine(name, { fault, isSame }) {
    if (fault) {
      await api.call('DELETE', api.item('faults', fault));
    } else {
      const outcomes = (await setOf(name)).filter((each, index) => !isSame(each, index));
      await (outcomes.length ? api.call('PUT', api.item('outcomes', name), { outcomes }) : api.call('DELETE', api.item('outcomes', name)));
    }
    await changed();
  }

  async function removeAll() {
    if (await isSure({ title: t('outcomes.removeSure'), hint: t('everybody.hint'), label: t('outcomes.removeAll'), testid: 'remove-all' })) {
      await api.call('DELETE', '/outcomes');
      await changed();
    }
  }

  async function changed() {
    await refreshIdentities();
    await showActive();
  }

  /** Blank fields are not sent. */
  function form(title, fields, set, testid, more) {
    return h(
      'section',
      { class: 'card' },
      h('h2', null, title),
      h('div', { class: 'fields' }, Object.entries(fields).map(([name, control]) => field(t(name), control))),
      more,
      button(t('set'), set, { class: 'primary', testid }),
    );
  }

  function outcomeForm() {
    const of = select(operationOptions(t('outcomes.anyOperation')), { testid: 'outcome-operation' });
    const name = select(caseOptions(t('outcomes.chooseCase')), { testid: 'outcome-case' });
    const code = h('input', { testid: 'outcome-code', autocomplete: 'off', placeholder: t('outcomes.codeHint') });
    const times = timesInput('outcome-times');
    const lasting = durationInput({ placeholder: t('left.always'), testid: 'outcome-lasting' });
    const data = h('textarea', { class: 'code', rows: 12, spellcheck: 'false', testid: 'outcome-data' });
    const rows = h('p', { class: 'line' }, [0, 1, 30].map((count) => button(t('outcomes.rows', { count }), () => (data.value = print(withRows(documented(), count))), { testid: `outcome-rows-${count}` })));
    const own = h('details', { testid: 'outcome-own' }, h('summary', null, t('outcomes.own')), h('div', { class: 'stack' }, h('p', { class: 'dim small' }, t('outcomes.ownHint')), rows, field('data (JSON)', data)));

    /** The data of the chosen documented response, or of the operation's first. */
    function documented() {
      const cases = operation(of.value)?.cases ?? [];
      return (cases.find((each) => each.name === name.value) ?? cases[0])?.data ?? null;
    }

    function prefill() {
      rows.hidden = !rowsIn(documented())?.length;
      data.value = print(documented());
    }

    function ownData() {
      try {
        return own.open ? parse(data.value) : undefined;
      } catch (failed) {
        throw wrong(data, t('outcomes.noJson', { why: failed.message }));
      }
    }

    async function set() {
      const target = whom();
      const outcome = {
        ...(name.value ? { case: name.value } : { code: filled(code) }),
        operation: filled(of),
        times: filled(times),
        lasting: duration(lasting),
        data: ownData(),
      };
      if (!own.open && !outcome.case && !outcome.code) {
        throw wrong(name, t('outcome.missing'));
      }
      await addOutcome(target, outcome).catch((failed) => {
        throw own.open ? wrong(data, failed.message) : failed;
      });
    }

    prefill();
    name.addEventListener('change', prefill);
    of.addEventListener('change', () => {
      setOptions(name, caseOptions(t('outcomes.chooseCase'), of.value));
      prefill();
    });
    return form(t('outcomes.outcome'), { operation: of, case: name, 'outcomes.orCode': code, times, lasting }, set, 'set-outcome', own);
  }

  function faultForm() {
    const of = select(operationOptions(t('outcomes.anyOperation')), { testid: 'fault-operation' });
    const kind = select([['', t('fault.none')], ...FAULTS.map((each) => [each, t(`fault.${each}`)])], { testid: 'fault-kind' });
    const delay = durationInput({ placeholder: t('fault.noDelay'), testid: 'fault-delay' });
    const times = timesInput('fault-times');
    const name = h('input', { maxlength: 64, testid: 'fault-name', autocomplete: 'off', placeholder: t('fault.nameHint') });
    async function set() {
      const target = of.value ? filled(identity) : whom();
      const called = filled(name) ?? faultName(`${target} ${of.value}`);
      await api.call('PUT', api.item('faults', called), {
        identity: target,
        operation: filled(of),
        fault: filled(kind),
        delay: duration(delay),
        times: filled(times),
      });
      toast(t(target ? 'fault.set' : 'fault.setForAll', { name: called }));
      await changed();
    }
    return form(
      t('outcomes.fault'),
      { fault: kind, 'fault.delay': delay, operation: of, times, 'fault.name': name },
      set,
      'set-fault',
    );
  }

  function showScenes() {
    renderKeyed(scenes, state.scenes, (each) => each.scene, sceneCard, (each) => each.title);
  }

  function sceneCard({ scene, own, ...of }) {
    const title = sceneTitle({ own, ...of });
    return h(
      'li',
      { class: 'card scene' },
      h('p', { class: 'strong break' }, title),
      scene !== title && h('p', { class: 'dim small mono break' }, scene),
      h(
        'p',
        { class: 'line' },
        button(t('outcomes.play'), () => setOutcomes(whom(), { scene }), { testid: `scene-${scene}`, 'aria-label': pair(t('outcomes.play'), title) }),
        own && button(t('remove'), () => deleteScene(scene), { class: 'quiet', testid: 'delete-scene', 'aria-label': pair(t('remove'), title) }),
      ),
    );
  }

  async function deleteScene(scene) {
    if (await isSure({ title: pair(t('scene'), scene), hint: t('everybody.hint'), label: t('remove'), testid: 'delete-scene' })) {
      await api.call('DELETE', api.item('scenes', scene));
      await refreshScenes();
    }
  }

  async function saveScene(name) {
    const title = h('input', { testid: 'scene-name', autocomplete: 'off', autofocus: true, maxlength: 64 });
    if (await isSure({ title: t('outcomes.saveScene'), label: t('outcomes.saveScene'), testid: 'save-scene', input: field(t('outcomes.sceneName'), title), kind: 'primary' })) {
      const outcomes = (await setOf(name)).map(({ scene, ...each }) => each);
      await api.call('PUT', api.item('scenes', filled(title) ?? ''), { title: filled(title), outcomes });
      await refreshScenes();
    }
  }

  async function showActive() {
    const name = identity.value.trim();
    const asked = api.get('/setup');
    asking = asked;
    const setup = await asked;
    if (asking !== asked) {
      return;
    }
    const faults = Object.entries(setup.faults).map(([called, fault]) => ({ name: called, ...fault }));
    const groups = [...new Set([name, ...Object.keys(setup.outcomes), ...faults.map((each) => each.identity ?? '')])]
      .map((of) => ({ of, outcomes: setup.outcomes[of] ?? [], faults: faults.filter((each) => (each.identity ?? '') === of) }))
      .filter((each) => each.outcomes.length + each.faults.length);
    renderKeyed(active, groups, (each) => each.of, group, (each) => print([each, state.scenes.length]));
    none.hidden = groups.length > 0;
    all.hidden = Object.keys(setup.outcomes).length < 2;
    renderKeyed(known, state.identities.slice(0, 12), (each) => each.identity, (each) => pick(each, name), (each) => `${each.outcomes + each.faults} ${each.identity === name}`);
  }

  function pick({ identity: each, outcomes, faults }, name) {
    const choose = () => {
      chosen.set((identity.value = each));
      return showActive();
    };
    const count = outcomes + faults > 0 ? h('span', { class: 'count' }, outcomes + faults) : '';
    return button([each, count], choose, { class: `pick${each === name ? ' on' : ''}`, 'aria-pressed': String(each === name) });
  }

  /** The settings of a taxpayer, or of everybody. */
  function group({ of, outcomes, faults }) {
    return h(
      'div',
      { class: 'card active', testid: of ? 'active-identity' : 'active-everybody' },
      h('p', { class: 'strong mono break' }, of || t('everybody')),
      setLines([...outcomeLines(outcomes), ...faultLines(faults)], (line) => removeLine(of, line)),
      outcomes.length > 0 && h(
        'p',
        { class: 'line' },
        button(t('outcomes.saveScene'), () => saveScene(of), { testid: 'save-scene', class: 'quiet' }),
        button(t('outcomes.removeAll'), async () => {
          await api.call('DELETE', api.item('outcomes', of));
          await changed();
        }, { testid: 'remove-outcomes', class: 'quiet', 'aria-label': pair(t('outcomes.removeAll'), of) }),
      ),
    );
  }

  function change(what) {
    if (what === 'scenes') {
      showScenes();
    }
    return ['identities', 'scenes'].includes(what) && showActive().catch(() => {});
  }

  showScenes();
  showActive().catch((failed) => active.replaceChildren(empty(t('error'), failed.message)));
  return { root, change };
}
