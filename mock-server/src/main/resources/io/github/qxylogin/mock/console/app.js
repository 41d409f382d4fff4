// The frame of the page: where one is, language, colours, and the login box.

import * as api from './api.js';
import { field, h, icon } from './dom.js';
import { answers } from './answers.js';
import { calls } from './calls.js';
import { inbox, updateCountdowns } from './inbox.js';
import { follow, isFrozen, isMoved, now, reload, state, subscribe } from './live.js';
import { server } from './server.js';
import { language, pair, setLanguage, t, time } from './texts.js';
import { taxpayers } from './taxpayers.js';
import { tryOut } from './try.js';

const VIEWS = { inbox, calls, answers, try: tryOut, taxpayers, server };

const main = document.getElementById('main');
const nav = document.getElementById('nav');
const tools = document.getElementById('tools');
const login = document.getElementById('login');
const identities = document.getElementById('identities');

const live = h('span', { class: 'live', testid: 'live', role: 'status' });
const clock = h('a', { class: 'clock-small mono', href: '#server', testid: 'clock-small' });

let view = null;
let name = null;

/** The address says where one is: #view/item/more. */
function place() {
  const [where, ...rest] = location.hash.slice(1).split('/').map(api.decoded);
  return [VIEWS[where] ? where : 'inbox', rest];
}

function show() {
  const [where, rest] = place();
  if (where === name && view.go) {
    view.go(rest);
  } else {
    name = where;
    view = VIEWS[where](rest);
    main.replaceChildren(view.root);
    window.scrollTo(0, 0);
  }
  document.title = `${t(`nav.${where}`)} · ${t('title')}`;
  for (const link of nav.querySelectorAll('a')) {
    link.toggleAttribute('aria-current', false);
    if (link.dataset.view === where) {
      link.setAttribute('aria-current', 'page');
    }
  }
  updateCountdowns();
}

/** Builds all of the page anew, in the language that is chosen now. */
function build() {
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
  document.getElementById('skip').textContent = t('skip');
  nav.setAttribute('aria-label', t('title'));
  nav.replaceChildren(
    ...Object.keys(VIEWS).map((each) =>
      h('a', { href: `#${each}`, 'data-view': each, testid: `nav-${each}` }, icon(each), h('span', null, t(`nav.${each}`))),
    ),
  );
  const other = language() === 'zh' ? 'en' : 'zh';
  tools.replaceChildren(
    live,
    clock,
    h('button', { type: 'button', class: 'quiet', testid: 'language', lang: other === 'zh' ? 'zh-CN' : 'en', onclick: () => translate(other) }, other === 'zh' ? '中文' : 'English'),
    h('button', { type: 'button', class: 'quiet', testid: 'theme', 'aria-label': t('theme'), title: t('theme'), onclick: changeTheme }, icon('theme')),
  );
  login.replaceChildren(loginForm());
  name = null;
  if (state.operations.length) {
    show();
  }
  second();
}

async function translate(other) {
  setLanguage(other);
  build();
  tools.querySelector('[lang]').focus();
  // What the mock says is in the language that it was asked in.
  await reload().catch(() => {});
}

/** What theme.js goes by at the next start: nothing where the system has the same. */
function changeTheme() {
  const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  const isOfTheSystem = matchMedia(`(prefers-color-scheme: ${theme})`).matches;
  document.documentElement.dataset.theme = theme;
  localStorage.setItem('console-theme', isOfTheSystem ? '' : theme);
}

function loginForm() {
  const token = h('input', { type: 'password', id: 'token', autocomplete: 'off', required: true, testid: 'login-token' });
  return h(
    'form',
    {
      class: 'card',
      onsubmit: (event) => {
        event.preventDefault();
        api.setToken(token.value.trim());
        login.close();
      },
    },
    h('h1', { id: 'login-title' }, t('login.title')),
    h('p', { class: 'dim' }, t('login.hint')),
    h('p', { class: 'note bad', hidden: true, testid: 'login-wrong' }, t('login.wrong')),
    field(t('login.token'), token),
    h('button', { class: 'primary', testid: 'login-open' }, t('login.open')),
  );
}

api.onLocked((wrong) => {
  login.querySelector('.note').hidden = !wrong;
  if (!login.open) {
    login.showModal();
  }
});
// Nothing can be shown without: who closes it is asked again.
login.addEventListener('close', () => api.isLocked() && login.showModal());

function second() {
  const said = t(state.live ? 'live' : 'offline');
  if (live.textContent !== said) {
    live.textContent = said;
  }
  live.classList.toggle('on', state.live);
  clock.textContent = time(now());
  clock.classList.toggle('moved', isMoved());
  clock.title = t(isFrozen() ? 'clock.frozen' : isMoved() ? 'clock.moved' : 'clock.isReal');
  clock.setAttribute('aria-label', `${pair(t('clock'), clock.textContent)}. ${clock.title}`);
  updateCountdowns();
  view?.second?.();
}

subscribe((what, more) => {
  if (what === 'identities') {
    identities.replaceChildren(...state.identities.map((each) => h('option', { value: each.identity })));
  }
  if (what === 'live' || what === 'clock') {
    second();
  }
  if (!view && state.operations.length) {
    show();
  } else {
    view?.change(what, more);
  }
});

document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
// The mock prints at its start an address with the token; it does not stay in the history.
const [, token] = location.hash.match(/^#token=(.+)$/) ?? [];
if (token) {
  api.setToken(token);
  history.replaceState(null, '', '#');
}
build();
addEventListener('hashchange', () => state.operations.length && show());
setInterval(second, 1000);
follow();
