// The codes that were "sent", as they arrive.

import { announce, button, chip, copy, empty, h, icon, keyed } from './dom.js';
import { now, operation, recipients, state } from './live.js';
import { both, span, t, time } from './texts.js';

export function inbox() {
  const list = h('ul', { class: 'cards', testid: 'sms-list' });
  const none = empty(t('inbox.empty'), t('inbox.emptyHint'), h('p', { class: 'line' }, h('a', { class: 'button', href: '#try' }, t('nav.try')), h('a', { class: 'button', href: '#answers' }, t('nav.answers'))));
  const root = h('section', { testid: 'view-inbox' }, h('h1', null, t('nav.inbox')), none, list);

  let newest = state.sms[0]?.taskId;

  function show() {
    none.hidden = state.sms.length > 0;
    if (state.sms.length && state.sms[0].taskId !== newest) {
      newest = state.sms[0].taskId;
      announce(t('inbox.arrived', { code: state.sms[0].smsCode }));
    }
    keyed(list, state.sms, (sms) => sms.taskId, card, (sms) => JSON.stringify(sms));
    updateCountdowns();
  }

  function card(sms) {
    const spent = sms.state !== 'open';
    const issued = operation(sms.operation);
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
          issued && h('span', { testid: 'sms-operation' }, both(issued.title, issued.titleEn)),
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

  show();
  return { root, change: (what) => ['sms', 'clock'].includes(what) && show() };
}

/** A number, behind what it is. */
export function named(kind, number, props) {
  return h('span', { class: 'break', ...props }, kind && [h('span', { class: 'dim small' }, t(`kind.${kind}`)), ' '], h('span', { class: 'mono strong' }, number));
}

/** Writes how long it is until what is marked with a moment; called each second. */
export function updateCountdowns() {
  for (const marked of document.querySelectorAll('[data-until]')) {
    const left = Date.parse(marked.dataset.until) - now();
    marked.textContent = t(left > 0 ? marked.dataset.say : `${marked.dataset.say}.over`, { left: span(left) });
    marked.classList.toggle('over', left <= 0);
  }
}
