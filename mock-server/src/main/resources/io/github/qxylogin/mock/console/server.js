// Clock, sandboxes, setup files, activity and reset.

import * as api from './api.js';
import { button, copy, field, h, isSure, renderKeyed, save, toast, wrong } from './dom.js';
import { duration, durationInput, said } from './durations.js';
import { parse, print } from './json.js';
import { isFrozen, isMoved, now, refreshClock, reload, setClock, state } from './live.js';
import { dateTime, language, pair, t, time } from './texts.js';

const DOCUMENTS = {
  '/docs': 'document.reference',
  '/collections/postman.json': 'document.postman',
  '/collections/qixiangyun-login.http': 'document.http',
  '/openapi.yaml': 'document.contract',
  '/openapi.zh.yaml': 'document.contract',
  '/arazzo.yaml': 'document.flows',
  '/control.yaml': 'document.control',
};

/** The command of the MCP server. Its folder is unknown here. */
const PROGRAM = '…/bin/mock-server';

/** Editors do not pass the language of the terminal. */
const mcp = () => ['mcp', '--url', location.origin, '--lang', language()];

export function server() {
  const clock = h('p', { class: 'clock', testid: 'clock' });
  const moved = h('p', { class: 'dim', testid: 'clock-state' });
  const freeze = button('', async () => setClock(await api.call('POST', '/clock', { frozen: !isFrozen() })), { testid: 'clock-freeze' });
  const far = durationInput({ value: said('PT10M'), testid: 'clock-far' });
  const sandboxes = h('ul', { class: 'plain', testid: 'sandboxes' });
  const sandboxName = h('input', { testid: 'sandbox-name', autocomplete: 'off', maxlength: 64 });
  const file = h('input', { type: 'file', accept: '.json,application/json', testid: 'setup-file' });
  const activity = h('ul', { class: 'plain activity', testid: 'activity', tabindex: 0, 'aria-label': t('activity') });
  let loading = null;

  async function advance(by) {
    setClock(await api.call('POST', '/clock', { advance: by }));
  }

  const card = (title, ...children) => h('section', { class: 'card' }, h('h2', null, title), ...children);

  const root = h(
    'section',
    { testid: 'view-server' },
    h('h1', null, t('nav.server')),
    h(
      'div',
      { class: 'flowing' },
      card(
        t('clock'),
        clock,
        moved,
        h('p', { class: 'line' }, ['PT1M', 'PT2M', 'PT5M', 'PT30M', 'PT1H'].map((each) => button(`+ ${said(each)}`, () => advance(each), { testid: `clock-${each}` }))),
        h('div', { class: 'fields' }, field(t('clock.duration'), far), button(t('clock.advance'), () => advance(duration(far)), { testid: 'clock-advance' })),
        h('p', { class: 'line' }, freeze, button(t('clock.real'), async () => setClock(await api.call('DELETE', '/clock')), { testid: 'clock-real' })),
        h('p', { class: 'dim small' }, t('clock.hint')),
      ),
      card(
        t('sandboxes'),
        h('p', { class: 'dim' }, t(state.health.sandbox ? 'sandboxes.here' : 'sandboxes.hint')),
        !state.health.sandbox && [sandboxes, h('div', { class: 'fields' }, field(t('sandboxes.name'), sandboxName), button(t('sandboxes.open'), openSandbox, { class: 'primary', testid: 'open-sandbox' }))],
      ),
      card(
        t('setup'),
        h('p', { class: 'dim' }, t('setup.hint')),
        button(t('setup.save'), async () => save('setup.json', print(await api.get('/setup')), 'application/json'), { testid: 'setup-save' }),
        h('div', { class: 'fields' }, field(t('setup'), file), button(t('setup.load'), loadSetup, { testid: 'setup-load' })),
      ),
      card(t('activity'), activity),
      card(t('assistants'), h('p', { class: 'dim' }, t('assistants.hint')), lines('Trae, Cursor, Claude Desktop', print({ mcpServers: { 'qixiangyun-mock': { command: PROGRAM, args: mcp() } } }), 'mcp-json'), lines('Claude Code', `claude mcp add qixiangyun-mock -- ${[PROGRAM, ...mcp()].join(' ')}`, 'mcp-command')),
      card(
        t('server.more'),
        h(
          'ul',
          { class: 'plain' },
          Object.entries(DOCUMENTS).map(([path, what]) => h('li', null, h('a', { href: path, testid: 'document' }, t(what)), ' ', h('span', { class: 'mono small dim' }, path))),
        ),
        h('p', { class: 'dim small' }, t('server.operations', { count: state.operations.length, url: location.origin })),
      ),
      card(t('reset'), h('p', { class: 'dim' }, t('reset.hint')), button(t('reset.do'), reset, { class: 'danger', testid: 'reset' })),
    ),
  );

  async function reset() {
    if (await isSure({ title: t('reset.sure'), hint: t('reset.hint'), label: t('reset.do'), testid: 'reset' })) {
      await api.call('POST', '/reset');
      await reload();
      toast(t('reset.done'));
    }
  }

  async function loadSetup() {
    const [chosen] = file.files;
    if (!chosen) {
      file.click();
    } else if (await isSure({ title: t('setup.sure', { file: chosen.name }), hint: t('everybody.hint'), label: t('setup.load'), testid: 'setup' })) {
      try {
        await api.call('PUT', '/setup', parse(await chosen.text()));
      } catch (failed) {
        throw wrong(file, failed.message);
      }
      await reload();
      toast(t('setup.done', { file: chosen.name }));
    }
  }

  /** Lines to copy. */
  function lines(title, text, testid) {
    return h(
      'div',
      { class: 'stack' },
      h('p', { class: 'head' }, h('span', { class: 'strong' }, title), button(t('copy'), () => copy(text, t('copied')), { class: 'quiet', testid: `${testid}-copy`, 'aria-label': pair(t('copy'), title) })),
      h('pre', { class: 'code', tabindex: 0, role: 'region', 'aria-label': title, testid }, text),
    );
  }

  async function openSandbox() {
    await api.call('POST', '/sandboxes', sandboxName.value.trim() ? { name: sandboxName.value.trim() } : undefined);
    sandboxName.value = '';
    await showSandboxes();
  }

  async function showSandboxes() {
    const open = state.health.sandbox ? [] : await api.get('/sandboxes');
    renderKeyed(sandboxes, open, (each) => each.id, (each) =>
      h(
        'li',
        { class: 'line' },
        each.name && h('span', { class: 'strong break' }, each.name),
        h('a', { href: `${each.url}/`, target: '_blank', rel: 'noreferrer', testid: 'sandbox' }, each.url),
        each.openedAt && h('span', { class: 'dim small' }, t('sandboxes.since', { at: dateTime(each.openedAt) })),
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

  function showActivity(changes) {
    renderKeyed(activity, changes.length ? changes : [{ what: t('activity.none') }], (each) => print(each), (each) =>
      h('li', null, h('p', { class: 'break' }, each.what), each.at && h('p', { class: 'dim small break' }, `${time(each.at)} · ${each.from} · ${each.method} ${each.path}`)),
    );
  }

  /** Loads the activity after the last response, while the page is visible. */
  function second() {
    showClock();
    loading ??= !document.hidden && state.live ? api.get('/activity').then(showActivity).catch(() => {}).finally(() => (loading = null)) : null;
  }

  second();
  showSandboxes().catch((failed) => toast(failed.message, 'bad'));
  refreshClock().catch(() => {});
  return { root, change: (what) => what === 'clock' && showClock(), second };
}
