// The SMS codes of the mock, live.

import { announce, button, chip, copy, empty, h, icon, renderKeyed } from './dom.js';
import { print } from './json.js';
import { now, recipients, state } from './live.js';
import { operationTitle } from './operations.js';
import { pair, span, t, time } from './texts.js';

export function inbox([filter = '']) {
  const list = h('ul', { class: 'cards wide-cards', testid: 'sms-list' });
  const search = h('input', { type: 'search', value: filter, testid: 'sms-filter', 'aria-label': t('inbox.filter'), placeholder: t('inbox.filter'), autocomplete: 'off', spellcheck: 'false' });
  const noMatch = h('p', { class: 'dim hint', testid: 'sms-no-match' }, t('inbox.noMatch'));
  const none = empty(t('inbox.empty'), t('inbox.emptyHint'), h('p', { class: 'line' }, h('a', { class: 'button', href: '#try' }, t('nav.try')), h('a', { class: 'button', href: '#outcomes' }, t('nav.outcomes'))));
  const root = h(
    'section',
    { testid: 'view-inbox' },
    h('div', { class: 'head' }, h('h1', null, t('nav.inbox')), button([icon('copy'), location.origin], () => copy(location.origin, t('copied')), { class: 'quiet mono', testid: 'copy-address', 'aria-label': pair(t('copy'), location.origin) })),
    search,
    none,
    noMatch,
    list,
  );

  let newest = state.sms[0]?.taskId;

  function show() {
    const wanted = state.sms.filter((sms) => `${print(sms)} ${operationTitle(sms.operation)}`.toLowerCase().includes(search.value.trim().toLowerCase()));
    none.hidden = state.sms.length > 0;
    search.hidden = !none.hidden;
    noMatch.hidden = !none.hidden || wanted.length > 0;
    if (state.sms.length && state.sms[0].taskId !== newest) {
      newest = state.sms[0].taskId;
      announce(t('inbox.arrived', { code: state.sms[0].smsCode }));
    }
    renderKeyed(list, wanted, (sms) => sms.taskId, card, (sms) => JSON.stringify(sms));
    updateCountdowns();
  }

  function card(sms) {
    const spent = sms.state !== 'open';
    return h(
      'li',
      { class: 'card sms', testid: 'sms' },
      h(
        'div',
        { class: 'sms-code' },
        h('span', { testid: 'sms-code', class: spent ? 'digits spent' : 'digits' }, sms.smsCode),
        button([icon('copy'), t('copy')], () => copy(sms.smsCode, t('copied')), {
          testid: 'copy-code',
          class: 'quiet',
          'aria-label': t('inbox.copy', { code: sms.smsCode }),
        }),
      ),
      h(
        'div',
        { class: 'sms-to' },
        h(
          'p',
          { class: 'line' },
          recipients(sms).map(({ kind, number }) => named(kind, number, { testid: 'sms-to' })),
        ),
        h(
          'p',
          { class: 'line dim' },
          h('span', null, time(sms.sentAt)),
          h('span', { testid: 'sms-operation' }, operationTitle(sms.operation)),
        ),
        h(
          'p',
          { class: 'line' },
          spent
            ? chip(t(`state.${sms.state}`), sms.state === 'redeemed' ? 'good' : '', { testid: 'sms-state' })
            : sms.expiresAt
              ? h('span', { class: 'chip info', 'data-until': sms.expiresAt, 'data-say': 'inbox.left', testid: 'sms-left' })
              : null,
          sms.nextAllowedAt && h('span', { class: 'chip warn', 'data-until': sms.nextAllowedAt, 'data-say': 'inbox.resend', testid: 'sms-resend' }),
          h('span', { class: 'dim small' }, t('kind.task'), ' ', h('span', { class: 'mono' }, sms.taskId)),
        ),
      ),
    );
  }

  search.addEventListener('input', show);
  show();
  return { root, change: (what) => ['sms', 'clock'].includes(what) && show() };
}

/** A labelled number. */
export function named(kind, number, props) {
  return h('span', { class: 'break', ...props }, kind && [h('span', { class: 'dim small' }, t(`kind.${kind}`)), ' '], h('span', { class: 'mono strong' }, number));
}

/** Updates the countdowns; called each second. */
export function updateCountdowns() {
  for (const marked of document.querySelectorAll('[data-until]')) {
    const left = Date.parse(marked.dataset.until) - now();
    marked.textContent = t(left > 0 ? marked.dataset.say : `${marked.dataset.say}.over`, { left: span(left) });
    marked.classList.toggle('over', left <= 0);
  }
}
