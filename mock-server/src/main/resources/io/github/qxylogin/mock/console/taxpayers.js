// The state of a taxpayer, a person or an account.

import * as api from './api.js';
import { button, chip, empty, field, h, icon, identityInput, isSure, renderKeyed, toast } from './dom.js';
import { chosen, faultLines, outcomeLines, setLines } from './outcomes.js';
import { operationTitle } from './operations.js';
import { block } from './json.js';
import { now, refreshIdentities, state } from './live.js';
import { named, updateCountdowns } from './inbox.js';
import { t, time, until } from './texts.js';

const MOST_TASKS = 20;

export function taxpayers([identity]) {
  const list = h('ul', { class: 'rows', testid: 'identities' });
  const none = h('p', { class: 'dim hint' }, t('taxpayers.empty'));
  const input = identityInput({ type: 'search', testid: 'identity-search', placeholder: t('identity.hint') });
  const detail = h('div', { class: 'detail' });
  const root = h(
    'section',
    { testid: 'view-taxpayers', class: 'split' },
    h('header', { class: 'head' }, h('h1', null, t('nav.taxpayers'))),
    h('div', { class: 'split-list' }, field(t('taxpayers.find'), input), none, list),
    detail,
  );
  let shown = identity;
  let pictured = '';
  let asking = null;

  input.addEventListener('change', () => {
    if (input.value.trim()) {
      location.hash = `#taxpayers/${encodeURIComponent(input.value.trim())}`;
    }
  });

  function showList() {
    none.hidden = state.identities.length > 0;
    renderKeyed(list, groups(), (each) => each.identity, (each) =>
      h(
        'li',
        null,
        row(each, 'identity', [
          each.tasks > 0 && chip(t('taxpayers.tasks', { count: each.tasks }), 'info'),
          each.sessions > 0 && chip(t('taxpayers.sessions', { count: each.sessions }), 'good'),
        ]),
        each.below.map((other) => row(other, 'identity-below', [])),
      ),
    (each) => JSON.stringify(each));
    list.querySelectorAll('a').forEach((link) => {
      link.toggleAttribute('aria-current', false);
      if (link.dataset.identity === shown) {
        link.setAttribute('aria-current', 'true');
      }
    });
  }

  /** Each tax number with its enterprises and accounts, and all others. */
  function groups() {
    const heads = new Map();
    for (const each of state.identities) {
      const name = each.taxNumber ?? each.identity;
      const head = heads.get(name) ?? { identity: name, kind: 'tax-number', below: [] };
      heads.set(name, each.taxNumber ? { ...head, below: [...head.below, each] } : { ...head, ...each });
    }
    return [...heads.values()];
  }

  function row(each, testid, counts) {
    return h(
      'a',
      { href: `#taxpayers/${encodeURIComponent(each.identity)}`, class: `row ${testid}`, testid, 'data-identity': each.identity },
      h('span', { class: 'row-main' }, named(each.kind, each.identity), h('span', { class: 'dim small' }, each.lastCallAt ? time(each.lastCallAt) : '')),
      h(
        'span',
        { class: 'row-side line' },
        each.locked && chip(each.lockedUntil ? t('taxpayers.lockedUntil', { until: until(each.lockedUntil, now()) }) : t('taxpayers.locked'), 'bad', { testid: 'locked' }),
        counts,
        each.outcomes + each.faults > 0 && chip(t('taxpayers.set', { count: each.outcomes + each.faults }), 'warn'),
      ),
    );
  }

  async function show() {
    root.classList.toggle('has-detail', Boolean(shown));
    if (!shown) {
      pictured = '';
      asking = null;
      detail.replaceChildren(h('p', { class: 'dim hint' }, t('taxpayers.choose')));
      return;
    }
    const wanted = shown;
    const asked = api.get(api.item('identities', wanted));
    asking = asked;
    const known = await asked;
    const mark = JSON.stringify([wanted, known]);
    if (asking === asked && mark !== pictured) {
      pictured = mark;
      detail.replaceChildren(h('a', { href: '#taxpayers', class: 'button quiet back' }, icon('back'), t('nav.taxpayers')), picture(wanted, known));
      updateCountdowns();
    }
  }

  function picture(name, known) {
    return h(
      'article',
      { testid: 'identity-detail' },
      h(
        'header',
        { class: 'head' },
        h('h2', null, named(state.identities.find((each) => each.identity === name)?.kind, name)),
        h(
          'p',
          { class: 'line' },
          h('a', { class: 'button quiet', href: `#inbox/${encodeURIComponent(name)}`, testid: 'sms-of' }, t('nav.inbox')),
          h('a', { class: 'button quiet', href: `#calls//${encodeURIComponent(name)}`, testid: 'calls-of' }, t('nav.calls')),
          h('a', { class: 'button quiet', href: '#outcomes', onclick: () => chosen.set(name) }, t('nav.outcomes')),
          known.lock && button(t('taxpayers.unlock'), () => drop(name, '/lock', t('taxpayers.unlocked', { identity: name })), { testid: 'unlock' }),
          button(t('taxpayers.forget'), () => forget(name), { testid: 'forget', class: 'danger' }),
        ),
      ),
      h(
        'ol',
        { class: 'flow' },
        step(t('flow.sms'), known.limits.map((each) => [chip('', 'warn', { 'data-until': each.nextAllowedAt, 'data-say': 'inbox.resend' }), operationTitle(each.operation)]), t('flow.smsFree'), 'step-limits'),
        step(t('flow.tasks'), newest(known.tasks, (each) => [state_(each), h('span', null, operationTitle(each.operation), ' ', h('span', { class: 'small dim' }, t('kind.task'), ' ', h('span', { class: 'mono' }, each.taskId)))]), t('flow.none'), 'step-tasks'),
        step(t('flow.sessions'), known.sessions.map((each) => [state_({ ...each, expiresAt: each.endsAt }), t('flow.checkedBy', { operation: operationTitle(each.operation) })]), t('flow.none'), 'step-sessions'),
      ),
      known.lock && lockPicture(known.lock),
      (known.outcomes.length > 0 || known.faults.length > 0) &&
        h(
          'div',
          { class: 'card', testid: 'identity-set' },
          h('h3', null, t('outcomes.active')),
          setLines([...outcomeLines(known.outcomes), ...faultLines(known.faults)]),
        ),
      h('h3', null, t('taxpayers.accounts', { count: known.accounts.length })),
      known.accounts.map((each) =>
        h('details', { class: 'card' }, h('summary', { class: 'break' }, named('enterprise', each.enterprise), ' · ', named('account', each.account)), block(each, t('taxpayers.account'), 'account')),
      ),
      known.accounts.length === 0 && h('p', { class: 'dim' }, t('flow.none')),
    );
  }

  /** Failures with an end count by the day, others in a row. */
  function lockPicture({ locked, failures, allowed, until: end }) {
    const text = t(end ? 'taxpayers.failuresOfDay' : 'taxpayers.failures', { failures, allowed });
    const title = end ? t('taxpayers.lockOnUntil', { until: until(end, now()) }) : t('taxpayers.lockOn');
    return h(
      'div',
      { class: `card${locked ? ' alarm' : ''}`, testid: 'lock' },
      h('p', { class: 'strong' }, locked ? title : t('taxpayers.lockOff')),
      h('meter', { min: 0, low: 1, high: allowed, max: allowed + 1, optimum: 0, value: failures, 'aria-label': text }),
      h('p', { class: 'small' }, text),
    );
  }

  function state_(each) {
    return each.state === 'open' && each.expiresAt
      ? chip('', 'info', { 'data-until': each.expiresAt, 'data-say': 'inbox.left' })
      : chip(t(`state.${each.state}`), { open: 'info', redeemed: 'good' }[each.state] ?? '');
  }

  /** The latest lines, and the number of earlier ones. */
  function newest(tasks, line) {
    const lines = tasks.slice(-MOST_TASKS).reverse().map(line);
    return tasks.length > MOST_TASKS ? [...lines, t('flow.earlier', { count: tasks.length - MOST_TASKS })] : lines;
  }

  function step(title, lines, without, testid) {
    return h('li', { class: `step${lines.length ? ' on' : ''}`, testid }, h('h3', null, title), lines.length ? h('ul', { class: 'plain' }, lines.map((line) => h('li', null, line))) : h('p', { class: 'dim small' }, without));
  }

  async function forget(name) {
    if (await isSure({ title: t('taxpayers.forgetSure', { identity: name }), hint: t('taxpayers.forgetHint'), label: t('taxpayers.forget'), testid: 'forget' })) {
      await drop(name, '', t('taxpayers.forgotten', { identity: name }));
    }
  }

  async function drop(name, more, message) {
    await api.call('DELETE', api.item('identities', name, more));
    toast(message);
    await refreshIdentities();
    await show();
  }

  const failed = (why) => detail.replaceChildren(empty(t('error'), why.message));
  showList();
  show().catch(failed);
  return {
    root,
    change(what) {
      if (what === 'identities') {
        showList();
        show().catch(() => {});
      }
    },
    go([other]) {
      shown = other;
      showList();
      return show().catch(failed);
    },
  };
}
