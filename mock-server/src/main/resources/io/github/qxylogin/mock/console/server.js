// The clock, the sandboxes, and starting anew.

import * as api from './api.js';
import { button, field, h, isSure, keyed, toast } from './dom.js';
import { isFrozen, isMoved, now, refreshClock, reload, setClock, state } from './live.js';
import { dateTime, pair, t } from './texts.js';

const DOCUMENTS = {
  '/docs': 'document.reference',
  '/collections/postman.json': 'document.postman',
  '/collections/qixiangyun-login.http': 'document.http',
  '/openapi.yaml': 'document.contract',
  '/openapi.json': 'document.contract',
  '/control.yaml': 'document.control',
};

export function server() {
  const clock = h('p', { class: 'clock', testid: 'clock' });
  const moved = h('p', { class: 'dim', testid: 'clock-state' });
  const freeze = button('', async () => setClock(await api.call('POST', '/clock', { frozen: !isFrozen() })), { testid: 'clock-freeze' });
  const far = h('input', { value: 'PT10M', testid: 'clock-far', autocomplete: 'off', spellcheck: 'false' });
  const sandboxes = h('ul', { class: 'plain', testid: 'sandboxes' });

  async function advance(duration) {
    setClock(await api.call('POST', '/clock', { advance: duration }));
  }

  const root = h(
    'section',
    { testid: 'view-server' },
    h('h1', null, t('nav.server')),
    h(
      'div',
      { class: 'columns' },
      h(
        'section',
        { class: 'card' },
        h('h2', null, t('clock')),
        clock,
        moved,
        h('p', { class: 'line' }, ['PT1M', 'PT2M', 'PT5M', 'PT30M', 'PT1H'].map((each) => button(`+ ${t(`lasting.${each}`)}`, () => advance(each), { testid: `clock-${each}` }))),
        h('div', { class: 'fields' }, field(t('clock.duration'), far), button(t('clock.advance'), () => advance(far.value.trim()), { testid: 'clock-advance' })),
        h('p', { class: 'line' }, freeze, button(t('clock.real'), async () => setClock(await api.call('DELETE', '/clock')), { testid: 'clock-real' })),
        h('p', { class: 'dim small' }, t('clock.hint')),
      ),
      h(
        'section',
        { class: 'card' },
        h('h2', null, t('sandboxes')),
        h('p', { class: 'dim' }, t(state.health.sandbox ? 'sandboxes.here' : 'sandboxes.hint')),
        !state.health.sandbox && [
          sandboxes,
          button(t('sandboxes.open'), async () => {
            await api.call('POST', '/sandboxes');
            await showSandboxes();
          }, { class: 'primary', testid: 'open-sandbox' }),
        ],
      ),
      h(
        'section',
        { class: 'card' },
        h('h2', null, t('reset')),
        h('p', { class: 'dim' }, t('reset.hint')),
        button(t('reset.do'), reset, { class: 'danger', testid: 'reset' }),
      ),
      h(
        'section',
        { class: 'card' },
        h('h2', null, t('server.more')),
        h(
          'ul',
          { class: 'plain' },
          Object.entries(DOCUMENTS).map(([path, what]) => h('li', null, h('a', { href: path, testid: 'document' }, t(what)), ' ', h('span', { class: 'mono small dim' }, path))),
        ),
        h('p', { class: 'dim small' }, t('server.operations', { count: state.operations.length, url: location.origin })),
      ),
    ),
  );

  async function reset() {
    if (await isSure({ title: t('reset.sure'), hint: t('reset.hint'), label: t('reset.do'), testid: 'reset' })) {
      await api.call('POST', '/reset');
      await reload();
      toast(t('reset.done'));
    }
  }

  async function showSandboxes() {
    const open = state.health.sandbox ? [] : await api.get('/sandboxes');
    keyed(sandboxes, open, (each) => each.id, (each) =>
      h(
        'li',
        { class: 'line' },
        h('a', { href: `${each.url}/`, target: '_blank', rel: 'noreferrer', testid: 'sandbox' }, each.url),
        button(t('close'), async () => {
          await api.call('DELETE', api.item('sandboxes', each.id));
          await showSandboxes();
        }, { class: 'quiet', testid: 'close-sandbox', 'aria-label': pair(t('close'), each.url) }),
      ),
    );
  }

  function showClock() {
    clock.textContent = dateTime(now());
    moved.textContent = t(isFrozen() ? 'clock.frozen' : isMoved() ? 'clock.moved' : 'clock.isReal');
    freeze.textContent = t(isFrozen() ? 'clock.goOn' : 'clock.freeze');
  }

  showClock();
  showSandboxes().catch((failed) => toast(failed.message, 'bad'));
  refreshClock().catch(() => {});
  return { root, change: (what) => what === 'clock' && showClock(), second: showClock };
}
