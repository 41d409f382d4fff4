// Sends a call of the platform's API, starting from documented bodies.

import * as api from './api.js';
import { announce, button, chip, field, h, renderKeyed, select, toast, wrong } from './dom.js';
import { CLEAR, received } from './call.js';
import { flowLinks } from './flow.js';
import { moduleTitle, operationOptions } from './operations.js';
import { print } from './json.js';
import { operation, state } from './live.js';
import { requestOf, send } from './send.js';
import { both, pair, t } from './texts.js';

const LAST = 'console-operation';

/** The default is the first operation that is not only a step to others. */
function first() {
  return state.operations.find((each) => each.signed) ?? state.operations[0];
}

export function tryOut([id, name]) {
  const operations = select(operationOptions(), { testid: 'try-operation' });
  const modules = h('p', { class: 'line' });
  const method = h('strong', { class: 'mono' });
  const path = h('input', { class: 'mono', autocomplete: 'off', spellcheck: 'false', 'aria-label': t('try.path'), testid: 'try-path' });
  const headers = h('textarea', { rows: 3, class: 'code', spellcheck: 'false', 'aria-label': t('try.headers'), testid: 'try-request-headers' });
  const moreHeaders = h('details', { class: 'field', testid: 'try-more' }, h('summary', null, t('try.headers')), headers);
  const cases = h('div', { class: 'choices', role: 'group', 'aria-label': t('case'), testid: 'try-cases' });
  const body = h('textarea', { rows: 14, class: 'code', spellcheck: 'false', testid: 'try-body' });
  const prefer = h('input', { type: 'checkbox', testid: 'try-prefer' });
  const sign = h('input', { type: 'checkbox', testid: 'try-sign' });
  const preferLine = h('label', { class: 'check' }, prefer, h('span', null, t('try.prefer'), ' ', h('code', null, '')));
  const signLine = h('label', { class: 'check' }, sign, h('span', null, t('try.sign')));
  const sending = h('p', { class: 'line' }, button(t('try.send'), sendThis, { class: 'primary', testid: 'try-send' }));
  const links = h('p', { class: 'line small' });
  const result = h('div', { class: 'stack', testid: 'try-result' });
  let chosen = null;

  const root = h(
    'section',
    { testid: 'view-try' },
    h('h1', null, t('nav.try')),
    h(
      'div',
      { class: 'columns wide-left' },
      h('div', { class: 'card' }, field(t('operation'), operations), modules, links, h('h2', null, t('try.cases')), cases),
      h(
        'div',
        { class: 'stack' },
        h('div', { class: 'card' }, h('p', { class: 'line address' }, method, path), moreHeaders, field(t('try.body'), body), preferLine, signLine, sending),
        result,
      ),
    ),
  );

  const current = () => operation(operations.value);

  function showOperation(caseName) {
    const now = current();
    modules.replaceChildren(...now.modules.map(({ name: module }) => chip(moduleTitle(module), 'info')));
    flowLinks(now.operation).then((all) => now === current() && links.replaceChildren(...all));
    method.textContent = now.method;
    path.value = now.path;
    signLine.hidden = !now.signed || !state.health.signed;
    sign.checked = !signLine.hidden;
    renderKeyed(cases, now.cases, (each) => `${now.operation}/${each.name}`, (each) =>
      h(
        'button',
        { type: 'button', class: 'choice', 'aria-pressed': 'false', testid: `case-${each.name}`, onclick: () => choose(each).scrollIntoView({ block: 'nearest' }) },
        h('span', { class: 'line' }, h('span', { class: 'strong' }, both(each.title, each.titleEn) || each.name), chip(each.code), each.evidence === 'assumed' && chip(t('evidence.assumed'), 'warn'), h('code', { class: 'small dim' }, each.name)),
        each.message && h('span', { class: 'small dim' }, each.message),
      ),
    );
    choose(now.cases.find((each) => each.name === caseName) ?? now.cases[0]);
  }

  /** A case without its own body is selected by its name. Returns the elements that may be hidden then. */
  function choose(each) {
    chosen = each;
    [...cases.children].forEach((node) => node.setAttribute('aria-pressed', String(node.dataset.testid === `case-${each.name}`)));
    const request = each.request ?? current().cases.find((other) => other.request)?.request;
    body.value = request === undefined ? '' : print(request);
    headers.value = request === undefined ? '' : 'Content-Type: application/json';
    prefer.checked = each.request === undefined;
    preferLine.querySelector('code').textContent = `Prefer: example=${each.name}`;
    return sending;
  }

  /** Fills the form from a recorded call. */
  async function takeCall(number) {
    const call = await api.get(api.item('requests', number, CLEAR));
    const sent = requestOf(call);
    if (operation(call.operation)) {
      operations.value = call.operation;
      showOperation();
    }
    method.textContent = sent.method;
    path.value = sent.path;
    body.value = typeof call.request.body === 'object' ? print(call.request.body) : (sent.body ?? '');
    headers.value = sent.headers.map((each) => each.join(': ')).join('\n');
    moreHeaders.open = true;
    prefer.checked = false;
    sign.checked = sent.sign;
  }

  function typedHeaders() {
    try {
      return new Headers(headers.value.split('\n').filter((line) => line.trim()).map((line) => line.match(/^([^:]+):(.*)$/).slice(1)));
    } catch {
      throw wrong(headers, t('try.headersWrong'));
    }
  }

  async function sendThis() {
    const response = await send({
      method: method.textContent,
      path: path.value.trim(),
      headers: [...typedHeaders(), ...(prefer.checked ? [['Prefer', `example=${chosen.name}`]] : [])],
      body: body.value === '' ? undefined : body.value,
      sign: sign.checked,
    });
    announce(pair(t('call.response'), `HTTP ${response.status}`));
    result.replaceChildren(received(response));
    result.scrollIntoView({ block: 'nearest' });
  }

  operations.addEventListener('change', () => {
    sessionStorage.setItem(LAST, operations.value);
    showOperation();
  });
  operations.value = [id, sessionStorage.getItem(LAST)].find(operation) ?? first().operation;
  showOperation(name);
  if (/^\d+$/.test(id)) {
    takeCall(id).catch((failed) => toast(failed.message, 'bad'));
  }
  return { root, change: () => {} };
}
