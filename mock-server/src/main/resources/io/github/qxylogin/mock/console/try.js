// Sends a call of the platform's API, from the documented bodies on.

import * as api from './api.js';
import { announce, button, chip, field, h, keyed, select } from './dom.js';
import { statusChip } from './call.js';
import { operationOptions } from './operations.js';
import { block, parse, print } from './json.js';
import { operation, state } from './live.js';
import { both, pair, t } from './texts.js';

const LAST = 'console-operation';

/** Whoever has chosen none begins with the first operation that is more than a way to others. */
function first() {
  return state.operations.find((each) => each.signed) ?? state.operations[0];
}

export function tryOut([id, name]) {
  const operations = select(operationOptions(), { testid: 'try-operation' });
  const search = h('p', { class: 'mono small dim break' });
  const cases = h('div', { class: 'choices', role: 'group', 'aria-label': t('case'), testid: 'try-cases' });
  const body = h('textarea', { rows: 14, class: 'code', spellcheck: 'false', testid: 'try-body' });
  const prefer = h('input', { type: 'checkbox', testid: 'try-prefer' });
  const sign = h('input', { type: 'checkbox', testid: 'try-sign' });
  const preferLine = h('label', { class: 'check' }, prefer, h('span', null, t('try.prefer'), ' ', h('code', null, '')));
  const signLine = h('label', { class: 'check' }, sign, h('span', null, t('try.sign')));
  const sending = h('p', { class: 'line' }, button(t('try.send'), send, { class: 'primary', testid: 'try-send' }));
  const result = h('div', { class: 'stack', testid: 'try-result' });
  let chosen = null;

  const root = h(
    'section',
    { testid: 'view-try' },
    h('h1', null, t('nav.try')),
    h(
      'div',
      { class: 'columns wide-left' },
      h(
        'div',
        { class: 'stack' },
        h('div', { class: 'card' }, field(t('operation'), operations), search, h('h2', null, t('try.cases')), cases),
      ),
      h(
        'div',
        { class: 'stack' },
        h(
          'div',
          { class: 'card' },
          field(t('try.body'), body),
          preferLine,
          signLine,
          sending,
        ),
        result,
      ),
    ),
  );

  const current = () => operation(operations.value);

  function showOperation(caseName) {
    const now = current();
    search.textContent = `${now.method} ${now.path}`;
    signLine.hidden = !now.signed || !state.health.signed;
    sign.checked = !signLine.hidden;
    keyed(cases, now.cases, (each) => `${now.operation}/${each.name}`, (each) =>
      h(
        'button',
        { type: 'button', class: 'choice', 'aria-pressed': 'false', testid: `case-${each.name}`, onclick: () => choose(each).scrollIntoView({ block: 'nearest' }) },
        h('span', { class: 'line' }, h('span', { class: 'mono strong' }, each.name), chip(each.code), each.evidence === 'assumed' && chip(t('try.assumed'), 'warn')),
        h('span', { class: 'small' }, both(each.title, each.titleEn)),
        each.message && h('span', { class: 'small dim' }, each.message),
      ),
    );
    choose(now.cases.find((each) => each.name === caseName) ?? now.cases[0]);
  }

  /** A case without a body of its own is asked for by its name. Returns what may be out of sight then. */
  function choose(each) {
    chosen = each;
    [...cases.children].forEach((node) => node.setAttribute('aria-pressed', String(node.dataset.testid === `case-${each.name}`)));
    const asked = each.request ?? current().cases.find((other) => other.request)?.request;
    body.value = asked === undefined ? '' : print(asked);
    prefer.checked = each.request === undefined;
    preferLine.querySelector('code').textContent = `Prefer: example=${each.name}`;
    return sending;
  }

  async function send() {
    const { method, path } = current();
    const sent = body.value === '' ? undefined : body.value;
    const signed = sign.checked ? (await api.call('POST', '/signatures', { path, body: body.value })).headers : {};
    const answer = await api.platform(method, path, {
      ...(sent === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(prefer.checked ? { Prefer: `example=${chosen.name}` } : {}),
      ...signed,
    }, sent).catch((lost) => ({ status: 0, millis: 0, headers: {}, body: t('try.lost', { why: lost.message }) }));
    show(answer);
  }

  function show(answer) {
    announce(pair(t('call.answer'), `HTTP ${answer.status}`));
    result.replaceChildren(
      h(
        'div',
        { class: 'card' },
        h(
          'p',
          { class: 'line' },
          h('h2', null, t('call.answer')),
          statusChip(answer.status, { testid: 'try-status' }),
          h('span', { class: 'dim small' }, `${answer.millis} ms`),
          h('a', { href: '#calls', class: 'small' }, t('try.calls')),
        ),
        h('dl', { class: 'pairs small', testid: 'try-headers' }, Object.entries(answer.headers).map(([header, value]) => h('div', null, h('dt', { class: 'dim' }, header), h('dd', { class: 'break' }, value)))),
        block(read(answer.body), t('call.answer'), 'try-answer'),
      ),
    );
    result.scrollIntoView({ block: 'nearest' });
  }

  function read(text) {
    try {
      return parse(text);
    } catch {
      return text;
    }
  }

  operations.addEventListener('change', () => {
    sessionStorage.setItem(LAST, operations.value);
    showOperation();
  });
  operations.value = [id, sessionStorage.getItem(LAST)].find(operation) ?? first().operation;
  showOperation(name);
  return { root, change: () => {} };
}
