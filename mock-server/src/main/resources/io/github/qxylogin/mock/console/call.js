// One call: request, response, reason and actions.

import * as api from './api.js';
import { button, chip, copy, field, filled, h, icon, identityInput, timesInput, toast, wrong } from './dom.js';
import { block, print } from './json.js';
import { refreshIdentities } from './live.js';
import { callTitle, identityOf, isCallback, moduleTitle, operationTitle, sentTo, tone } from './operations.js';
import { requestOf, send } from './send.js';
import { SNIPPETS } from './snippets.js';
import { both, dateTime, pair, t } from './texts.js';

/** The query of an unmasked call. */
export const CLEAR = '?masked=false';

/** A status; 0 is no response. */
export function statusChip(status, props) {
  return chip(status === 0 ? t('call.lost') : `HTTP ${status}`, status >= 400 || status === 0 ? 'bad' : '', props);
}

/**
 * Shows a call.
 *
 * @param isClear whether it is unmasked
 * @param toggle toggles the masks
 */
export function callDetail(call, isClear, toggle) {
  const identity = identityOf(call);
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
        caseChips(call),
        statusChip(call.response.status),
        identity && h('a', { class: 'mono small break', href: `#taxpayers/${encodeURIComponent(identity)}` }, identity),
        h('span', { class: 'dim small' }, `#${call.number} · ${dateTime(call.at)} · ${(call.tookMicros / 1000).toFixed(1)} ms`),
      ),
      actions(call, isClear, toggle),
    ),
    why(call),
    h('div', { class: 'pair' }, message('request', call.request), message('response', call.response)),
    // The mock has no path for callbacks.
    !isCallback(call) && [alternatives(call), snippets(call, isClear), saved(call)],
  );
}

/** The title of a case, its code and its name. */
function caseChips(call) {
  const title = callTitle(call);
  return [chip(title || call.case, tone(call), { testid: 'call-case' }), call.code && chip(call.code), title && h('code', { class: 'small dim' }, call.case)];
}

function actions(call, isClear, toggle) {
  const act = (label, testid, action, props) => button(label, action, { class: 'quiet', testid, ...props });
  async function again() {
    const response = await send(requestOf(isClear ? call : await api.get(api.item('requests', call.number, CLEAR))));
    toast(pair(t('call.response'), `HTTP ${response.status}`));
    location.hash = response.call ? `#calls/${response.call.number}` : '#calls';
  }
  return h(
    'div',
    { class: 'actions' },
    h(
      'p',
      { class: 'line' },
      !isCallback(call) && [
        act(t('call.again'), 'call-again', again),
        h('a', { class: 'button quiet', href: `#try/${call.number}`, testid: 'call-edit' }, t('call.edit')),
      ],
      act(t('call.clear'), 'call-clear', toggle, { 'aria-pressed': String(isClear) }),
      act(t('call.link'), 'call-link', () => copy(`${location.origin}/#calls/${call.number}`, t('copied'))),
    ),
  );
}

/** Shows the unmasked response to a request of this page, and the reason. */
export function received(response) {
  const headers = [...response.headers].filter(([name]) => /^(x-mock|preference)-/.test(name));
  return h(
    'div',
    { class: 'card' },
    h(
      'p',
      { class: 'line' },
      h('h2', null, t('call.response')),
      statusChip(response.status, { testid: 'try-status' }),
      response.call && caseChips(response.call),
      h('span', { class: 'dim small' }, `${response.millis} ms`),
      response.call && h('a', { href: `#calls/${response.call.number}`, class: 'small', testid: 'try-call' }, t('try.calls')),
    ),
    response.call ? why(response.call) : table(headers.map(([name, value]) => [name, api.decoded(value)])),
    block(response.body, t('call.response'), 'try-response'),
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
      { class: 'line small dim', testid: 'call-grounds' },
      named('rule', t(`rule.${call.rule}`), call.rule),
      named('evidence', t(`evidence.${['assumed', 'client-code'].includes(call.evidence) ? call.evidence : 'documented'}`), call.evidence),
      call.modules && named('modules', call.modules.map(moduleTitle).join(', ')),
    ),
    call.fault && h('p', { class: 'note bad', testid: 'call-fault' }, pair(t('fault'), [call.fault.name, call.fault.kind, call.fault.delay].filter(Boolean).join(' · '))),
    call.warnings && h('ul', { class: 'note warn', testid: 'call-warnings' }, call.warnings.map((each) => h('li', { class: 'break' }, each))),
  );
}

function named(name, words, slug) {
  return h('span', null, t(name), ' ', h('strong', null, words), slug && [' ', h('code', null, slug)]);
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
          h('span', { class: 'line small' }, h('a', { href: `#try/${encodeURIComponent(call.operation)}/${encodeURIComponent(other.name)}` }, both(other.title, other.titleEn) || other.name), chip(other.code), h('code', { class: 'dim' }, other.name)),
          other.message && h('span', { class: 'small dim' }, other.message),
          other.magic && h('span', { class: 'small dim' }, t('call.magic'), ' ', h('code', { class: 'break' }, print(other.magic, 0))),
        ),
      ),
    ),
  );
}

function snippets(call, isClear) {
  return h(
    'section',
    null,
    h('h3', null, t('call.copyAs')),
    h(
      'p',
      { class: 'line' },
      SNIPPETS.map(([name, label, make]) =>
        button([icon('copy'), label], async () => copy(make(requestOf(call), location.origin), t('copied')), { testid: `copy-${name}`, class: 'quiet' }),
      ),
    ),
    !isClear && h('p', { class: 'dim small' }, t('call.masked')),
  );
}

function saved(call) {
  if (!call.operation) {
    return null;
  }
  const identity = identityInput({ value: identityOf(call), testid: 'save-identity' });
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
            throw wrong(identity, t('identity.missing'));
          }
          await api.call('PUT', api.item('outcomes', identity.value.trim()), { request: call.number, times: filled(times) }).catch((failed) => {
            throw wrong(identity, failed.message);
          });
          await refreshIdentities();
          toast(t('outcome.set', { identity: identity.value.trim() }));
        },
        { class: 'primary', testid: 'save-outcome' },
      ),
    ),
  );
}
