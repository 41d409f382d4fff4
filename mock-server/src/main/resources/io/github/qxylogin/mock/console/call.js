// One call in full: what was asked and answered, why, and what to do with it.

import * as api from './api.js';
import { button, chip, copy, field, filled, h, icon, identityInput, timesInput, toast } from './dom.js';
import { block, print, scalars } from './json.js';
import { refreshIdentities, state } from './live.js';
import { isCallback, operationTitle, sentTo, tone } from './operations.js';
import { SNIPPETS } from './snippets.js';
import { both, dateTime, pair, t } from './texts.js';

/** A status, of which 0 says that no answer came. */
export function statusChip(status, props) {
  return chip(status === 0 ? t('call.lost') : `HTTP ${status}`, status >= 400 || status === 0 ? 'bad' : '', props);
}

export function callDetail(call) {
  return h(
    'article',
    { class: 'call', testid: 'call-detail' },
    h(
      'header',
      null,
      h('h2', null, operationTitle(call.operation) || call.path),
      h('p', { class: 'mono small break' }, h('strong', null, call.method), ' ', call.path, search(call.query)),
      isCallback(call) && h('p', { class: 'small break', testid: 'call-sent-to' }, sentTo(call)),
      h(
        'p',
        { class: 'line' },
        chip(call.case, tone(call), { testid: 'call-case' }),
        call.code && chip(call.code),
        statusChip(call.answer.status),
        h('span', { class: 'dim small' }, `#${call.number} · ${dateTime(call.at)} · ${(call.tookMicros / 1000).toFixed(1)} ms`),
      ),
    ),
    why(call),
    h(
      'div',
      { class: 'pair' },
      message('request', call.request),
      message('answer', call.answer),
    ),
    // Nobody calls the mock at the path of a callback.
    !isCallback(call) && [alternatives(call), snippets(call), saved(call)],
  );
}

function search(pairs) {
  return pairs.length ? `?${pairs.map(({ name, value }) => `${name}=${value}`).join('&')}` : '';
}

function why(call) {
  return h(
    'div',
    { class: 'why', testid: 'call-why' },
    h('h3', null, t('call.why')),
    h('p', { class: 'break' }, call.why || t('call.noWhy')),
    h(
      'p',
      { class: 'line small dim' },
      h('span', null, t('rule'), ' ', h('code', null, call.rule)),
      h('span', null, t('evidence'), ' ', h('code', null, call.evidence === 'assumed' ? t('try.assumed') : call.evidence)),
      call.modules && h('span', null, t('modules'), ' ', h('code', null, call.modules.join(', '))),
    ),
    call.fault && h('p', { class: 'note bad', testid: 'call-fault' }, pair(t('fault'), [call.fault.name, call.fault.kind, call.fault.delay].filter(Boolean).join(' · '))),
    call.warnings && h('ul', { class: 'note warn', testid: 'call-warnings' }, call.warnings.map((each) => h('li', { class: 'break' }, each))),
  );
}

function message(side, { headers, body, note }) {
  const title = t(`call.${side}`);
  return h(
    'section',
    { class: 'message' },
    h('h3', null, title),
    note && h('p', { class: 'dim small' }, note),
    body === undefined ? h('p', { class: 'dim' }, t('call.noBody')) : block(body, title, `call-${side}`),
    h(
      'details',
      null,
      h('summary', { class: 'small' }, t(`call.${side}.headers`, { count: Object.keys(headers).length })),
      table(Object.entries(headers)),
    ),
  );
}

function table(pairs) {
  return h(
    'dl',
    { class: 'pairs small' },
    pairs.map(([name, value]) => h('div', null, h('dt', { class: 'dim' }, name), h('dd', { class: 'mono break' }, value))),
  );
}

function alternatives(call) {
  return call.alternatives?.length > 0 && h(
    'details',
    { testid: 'call-alternatives' },
    h('summary', null, h('h3', null, t('call.alternatives', { count: call.alternatives.length }))),
    h(
      'ul',
      { class: 'plain' },
      call.alternatives.map((other) =>
        h(
          'li',
          { class: 'other' },
          h('a', { class: 'mono', href: `#try/${encodeURIComponent(call.operation)}/${encodeURIComponent(other.name)}` }, other.name),
          h('span', { class: 'line small' }, chip(other.code), h('span', null, other.message ?? both(other.title, other.titleEn))),
          other.magic && h('span', { class: 'small dim' }, t('call.magic'), ' ', h('code', { class: 'break' }, print(other.magic, 0))),
        ),
      ),
    ),
  );
}

function snippets(call) {
  return h(
    'section',
    null,
    h('h3', null, t('call.copyAs')),
    h(
      'p',
      { class: 'line' },
      SNIPPETS.map(([name, label, make]) =>
        button([icon('copy'), label], async () => copy(await make(call, location.origin), t('copied')), { testid: `copy-${name}`, class: 'quiet' }),
      ),
    ),
    h('p', { class: 'dim small' }, t('call.masked')),
  );
}

function saved(call) {
  if (!call.operation) {
    return null;
  }
  const sent = scalars(call.request.body);
  const named = new Set([...sent, ...scalars(state.sms.find((sms) => sent.includes(sms.taskId)))]);
  const likely = state.identities.find((each) => named.has(each.identity))?.identity ?? '';
  const identity = identityInput({ value: likely, testid: 'save-identity' });
  const times = timesInput('save-times');
  return h(
    'section',
    null,
    h('h3', null, t('call.save')),
    h('p', { class: 'dim small' }, t('call.saveHint')),
    h(
      'div',
      { class: 'fields' },
      field(t('identity'), identity),
      field(t('times'), times),
      button(
        t('call.saveDo'),
        async () => {
          if (!identity.value.trim()) {
            identity.focus();
            throw new Error(t('identity.missing'));
          }
          await api.call('PUT', api.item('outcomes', identity.value.trim()), {
            request: call.number,
            times: filled(times),
          });
          await refreshIdentities();
          toast(t('outcome.set', { identity: identity.value.trim() }));
        },
        { class: 'primary', testid: 'save-outcome' },
      ),
    ),
  );
}
