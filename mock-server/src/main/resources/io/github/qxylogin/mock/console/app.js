// The frame of the page: navigation, language, colours and the login dialog.

import * as api from './api.js';
import { field, h, icon } from './dom.js';
import { proposedDurations } from './durations.js';
import { outcomes } from './outcomes.js';
import { calls } from './calls.js';
import { inbox, updateCountdowns } from './inbox.js';
import { flow } from './flow.js';
import { follow, isFrozen, isMoved, now, reload, state, subscribe } from './live.js';
import { server } from './server.js';
import { language, pair, setLanguage, t, time } from './texts.js';
import { taxpayers } from './taxpayers.js';
import { tryOut } from './try.js';

const VIEWS = { inbox, calls, outcomes, flow, try: tryOut, taxpayers, server };

const main = document.getElementById('main');
const nav = document.getElementById('nav');
const tools = document.getElementById('tools');
const login = document.getElementById('login');
const identities = document.getElementById('identities');

const live = h('span', { class: 'live', testid: 'live', role: 'status' });
const clock = h('a', { class: 'clock-small mono', href: '#server', testid: 'clock-small' });

let view = null;
let name = null;

/** The address selects the view: #view/item/more. */
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

/** Builds the page again in the chosen language. */
function build() {
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
  document.getElementById('skip').textContent = t('skip');
  document.getElementById('durations').replaceChildren(...proposedDurations());
  nav.setAttribute('aria-label', t('title'));
  nav.replaceChildren(
    ...Object.keys(VIEWS).map((each) =>
      h('a', { href: `#${each}`, 'data-view': each, testid: `nav-${each}` }, icon(each), h('span', null, t(`nav.${each}`))),
    ),
  );
  tools.replaceChildren(
    live,
    clock,
    languageButton('language'),
    h('button', { type: 'button', class: 'quiet', testid: 'theme', 'aria-label': t('theme'), title: t('theme'), onclick: changeTheme }, icon('theme')),
  );
  login.replaceChildren(loginForm());
  name = null;
  if (state.operations.length) {
    show();
  }
  second();
}

function languageButton(testid) {
  const other = language() === 'zh' ? 'en' : 'zh';
  return h('button', { type: 'button', class: 'quiet', testid, lang: other === 'zh' ? 'zh-CN' : 'en', onclick: () => translate(other) }, other === 'zh' ? '中文' : 'English');
}

async function translate(other) {
  setLanguage(other);
  build();
  (login.open ? login : tools).querySelector('[lang]').focus();
  // The mock's texts have the language of the request.
  await reload().catch(() => {});
}

/** theme.js reads it at the next start. Empty if the system has the same theme. */
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
    h('div', { class: 'head' }, h('h1', { id: 'login-title' }, t('login.title')), languageButton('login-language')),
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
// The page needs the token: the dialog opens again.
login.addEventListener('close', () => api.isLocked() && login.showModal());

function second() {
  const said = t(state.live ? 'live' : 'offline');
  if (live.textContent !== said) {
    live.textContent = said;
  }
  live.classList.toggle('on', state.live);
  document.getElementById('product').textContent = [t('product'), state.health.version].filter(Boolean).join(' ');
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
  // After all data is there: views do not load it again.
  if (!view && state.live) {
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
