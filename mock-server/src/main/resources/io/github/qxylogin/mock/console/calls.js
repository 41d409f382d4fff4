// The calls of the platform's API, live, and the details of one.

import * as api from './api.js';
import { button, chip, empty, field, h, icon, identityInput, isSure, renderKeyed, save, select, setOptions } from './dom.js';
import { scalars } from './json.js';
import { KEPT, reload, state } from './live.js';
import { caseOptions, callTitle, identityOf, isCallback, operationOptions, operationTitle, sentTo, shortTitle, tone } from './operations.js';
import { t, time } from './texts.js';
import { callDetail, CLEAR, statusChip } from './call.js';

export function calls([number, identity = '']) {
  const filter = { identity, operation: '', case: '', rule: '' };
  let search = '';
  let rows = [];
  let shownNumber = number;
  let asking = null;
  let place = 0;

  const controls = {
    operation: select(operationOptions(t('calls.all')), { testid: 'filter-operation' }),
    case: select(caseOptions(t('calls.all')), { testid: 'filter-case' }),
    rule: select([['', t('calls.all')]], { testid: 'filter-rule' }),
    identity: identityInput({ type: 'search', value: identity, testid: 'filter-identity' }),
  };
  const text = h('input', { type: 'search', testid: 'filter-text', 'aria-label': t('calls.text'), placeholder: t('calls.text'), autocomplete: 'off', spellcheck: 'false' });
  const count = h('p', { class: 'dim small', testid: 'calls-count' });
  const list = h('ol', { class: 'rows', testid: 'calls-list', 'aria-label': t('nav.calls') });
  const none = empty(t('calls.empty'), t(state.health.journal ? 'calls.emptyHint' : 'calls.off', { url: location.origin }), h('a', { class: 'button', href: '#try' }, t('nav.try')));
  const noMatch = empty(t('calls.noMatch'), null, button(t('calls.clearFilter'), clearFilter, { testid: 'clear-filter' }));
  const detail = h('div', { class: 'detail' });
  const filters = h(
    'details',
    { class: 'filters', testid: 'filters', open: identity !== '' },
    h('summary', null, t('calls.filters')),
    h(
      'div',
      { class: 'fields' },
      field(t('identity'), controls.identity),
      field(t('operation'), controls.operation),
      field(t('case'), controls.case),
      field(t('rule'), controls.rule),
    ),
  );
  const root = h(
    'section',
    { testid: 'view-calls', class: 'split' },
    h(
      'header',
      { class: 'head' },
      h('h1', null, t('nav.calls')),
      button(t('calls.har'), saveHar, { class: 'quiet', testid: 'save-har' }),
      button(t('calls.forget'), forgetAll, { class: 'quiet', testid: 'forget-calls' }),
    ),
    h('div', { class: 'split-list' }, text, filters, count, none, noMatch, list),
    detail,
  );

  for (const [name, control] of Object.entries(controls)) {
    control.addEventListener('change', () => {
      filter[name] = control.value.trim();
      if (name === 'operation') {
        setOptions(controls.case, caseOptions(t('calls.all'), filter.operation));
        filter.case = controls.case.value;
      }
      ask();
    });
  }
  text.addEventListener('input', () => {
    search = text.value.trim().toLowerCase();
    show();
  });

  async function clearFilter() {
    text.value = search = '';
    Object.entries(controls).forEach(([name, control]) => {
      control.value = filter[name] = '';
    });
    setOptions(controls.case, caseOptions(t('calls.all')));
    text.focus();
    await ask();
  }

  async function saveHar() {
    save('calls.har', await api.text(`/requests${api.query({ ...filter, format: 'har' })}`), 'application/json');
  }

  async function forgetAll() {
    if (await isSure({ title: t('calls.forgetSure'), hint: t('everybody.hint'), label: t('calls.forget'), testid: 'forget-calls' })) {
      await api.call('DELETE', '/requests');
      await reload();
    }
  }

  const isFiltered = () => Object.values(filter).some(Boolean);

  /** The mock searches all its calls; the page has only the newest. */
  async function ask() {
    if (!isFiltered()) {
      asking = null;
      rows = state.calls;
      show();
      return;
    }
    const asked = api.get(`/requests${api.query({ ...filter, limit: KEPT })}`);
    asking = asked;
    const found = await asked.catch(() => []);
    if (asking === asked) {
      rows = found;
      show();
    }
  }

  function matches(call) {
    call.searchText ??= [operationTitle(call.operation), `#${call.number} ${time(call.at)}`, t(`rule.${call.rule}`), rowText(call), call.case, call.method, call.path, call.operation, call.code, call.why, ...scalars(call.request.body), ...scalars(call.response.body)].join('\n').toLowerCase();
    return call.searchText.includes(search);
  }

  function show() {
    const wanted = search ? rows.filter(matches) : rows;
    renderKeyed(list, wanted, (call) => call.number, row, (call) => call.at);
    summarize();
    mark();
  }

  /** Adds new calls on top. */
  function add(fresh) {
    const wanted = search ? fresh.filter(matches) : fresh;
    list.prepend(...wanted.map(row));
    while (list.children.length > KEPT) {
      list.lastChild.remove();
    }
    summarize();
  }

  function summarize() {
    setOptions(controls.rule, [['', t('calls.all')], ...[...state.rules].sort().map((rule) => [rule, t(`rule.${rule}`)])]);
    const shown = list.children.length;
    none.hidden = state.calls.length > 0;
    noMatch.hidden = shown > 0 || !none.hidden;
    count.textContent = t(rows.length < KEPT ? 'calls.count' : 'calls.newest', { shown, kept: KEPT });
  }

  /** The title of the response, the address of a callback, or the problem of an unmatched call. */
  function rowText(call) {
    return isCallback(call) ? sentTo(call) : call.rule === 'before-rules' ? call.why : callTitle(call);
  }

  function row(call) {
    const title = shortTitle(call.operation);
    const identity = h('span', { class: 'mono row-identity' }, identityOf(call));
    // The mock may report the identity after the call.
    identity.refresh = () => identity.append(identityOf(call));
    return h(
      'li',
      { 'data-key': call.number, 'data-mark': call.at },
      h(
        'a',
        { href: `#calls/${call.number}`, class: 'row', testid: 'call', title: operationTitle(call.operation) },
        h('span', { class: `dot ${tone(call)}`, 'aria-hidden': 'true' }),
        h('span', { class: `strong break${title ? '' : ' mono'}` }, title || call.path),
        h('span', { class: 'row-side dim small mono' }, `#${call.number} ${time(call.at)}`),
        h(
          'span',
          { class: 'row-case small' },
          identity,
          call.code && chip(call.code, tone(call)),
          call.warnings && chip(`! ${call.warnings.length}`, 'warn', { title: call.warnings.join('\n') }),
          call.response.status !== 200 && statusChip(call.response.status),
          h('span', { class: 'cut' }, rowText(call)),
          h('code', { class: 'dim' }, call.case),
        ),
      ),
    );
  }

  const isListed = () => text.offsetParent !== null;

  function mark() {
    list.querySelectorAll('[aria-current]').forEach((node) => node.removeAttribute('aria-current'));
    list.querySelector(`[data-key="${Number(shownNumber)}"] a`)?.setAttribute('aria-current', 'true');
  }

  /** Shows the call; unmasked only until another is chosen. */
  async function open(more = '') {
    root.classList.toggle('has-detail', Boolean(shownNumber));
    if (!shownNumber) {
      detail.replaceChildren(h('p', { class: 'dim hint' }, t('calls.choose')));
      return;
    }
    const wanted = shownNumber;
    const toggle = async () => {
      await open(more ? '' : CLEAR);
      detail.querySelector('[data-testid="call-clear"]')?.focus();
    };
    const asked = api.get(api.item('requests', wanted, more)).then((call) => callDetail(call, more !== '', toggle));
    const content = await (more ? asked : asked.catch((failed) => empty(t('calls.gone'), failed.message)));
    if (wanted === shownNumber) {
      detail.replaceChildren(h('a', { href: '#calls', class: 'button quiet back' }, icon('back'), t('nav.calls')), content);
      detail.scrollTo(0, 0);
    }
  }

  /** Keys: / goes to the search; j, k and the arrows select a call. */
  function key(event) {
    const { key: name, target } = event;
    if (!root.isConnected) {
      removeEventListener('keydown', key);
    } else if (event.ctrlKey || event.metaKey || event.altKey || target.matches('input, select, textarea, dialog *') || !isListed()) {
      return;
    } else if (name === '/') {
      event.preventDefault();
      text.focus();
    } else if (['j', 'k'].includes(name) || (['ArrowDown', 'ArrowUp'].includes(name) && list.contains(target))) {
      event.preventDefault();
      const at = list.contains(target) ? target.closest('li') : list.querySelector('[aria-current]')?.closest('li');
      const next = at ? at[['j', 'ArrowDown'].includes(name) ? 'nextElementSibling' : 'previousElementSibling'] : list.firstElementChild;
      next?.querySelector('a').focus();
    }
  }

  addEventListener('keydown', key);
  ask();
  open();
  return {
    root,
    change(what, fresh) {
      if (what === 'calls' && fresh.length && !isFiltered()) {
        rows = state.calls;
        add(fresh);
      } else if (what === 'calls') {
        ask();
      } else if (what === 'identities') {
        list.querySelectorAll('.row-identity:empty').forEach((identity) => identity.refresh());
      }
    },
    /** Shows another call and keeps the list's position; on a phone the call replaces the list. */
    go([other]) {
      const listed = isListed();
      if (listed) {
        place = window.scrollY;
      }
      shownNumber = other;
      mark();
      const opened = open();
      if (listed !== isListed()) {
        window.scrollTo(0, listed ? 0 : place);
      }
      return opened;
    },
  };
}

