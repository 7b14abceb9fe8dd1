// The operations console: signs in, reads, draws. Everything it shows comes from the public API.
import { html, nothing, render } from '../vendor/lit-html/lit-html.js';
import { t, language } from '../lib/i18n.js';
import { dialog, fieldsOf, iconButton, openDialogs, problem } from '../lib/ui.js';
import { icon } from '../lib/icons.js';
import { refused, signForm } from '../lib/sign.js';
import { state, update, onChange } from './store.js';
import { api } from './session.js';
import { overview, drawCharts, read, every } from './overview.js';
import { tidy } from './charts.js';
import * as letters from './dead.js';
import * as lanes from './waiting.js';
import * as simulator from './network.js';
import * as records from './records.js';
import * as people from './users.js';
import { consistency } from './consistency.js';

const root = document.getElementById('app');
const form = { busy: false, error: null, code: false };
const TABS = {
  overview: { icon: 'gauge', view: overview },
  waiting: { icon: 'clock', view: lanes.waiting, opened: lanes.opened },
  dead: { icon: 'dead', view: letters.dead, opened: letters.opened },
  network: { icon: 'wave', view: simulator.network, opened: simulator.opened },
  users: { icon: 'people', view: people.users, opened: people.opened },
  visibility: { icon: 'eye', view: records.visibility },
  consistency: { icon: 'check', view: consistency },
  audit: { icon: 'book', view: records.audit, opened: records.opened },
};

function page() {
  if (form.error?.is?.('second-factor-setup-required')) return html`<main class="empty">${problem(t('factor.demanded'))}<a href="/">${t('console.chat')}</a></main>`;
  if (!state.me) return api.isSignedIn && !form.error ? html`<div class="empty"><div class="spinner"></div></div>` : signForm(form, { submit, title: t('console.title') });
  if (!state.me.roles?.includes('admin')) return html`<main class="empty">${problem(t('console.denied', { name: state.me.displayName }))}<button class="button" @click=${() => api.signOut()}>${t('menu.out')}</button></main>`;
  return html`<div class="console">
    <nav aria-label=${t('console.title')}><h1>${t('console.title')}</h1>
      <ul>${Object.entries(TABS).map(([name, tab]) => html`<li><a href=${`#/${name}`} aria-current=${name === state.tab ? 'page' : nothing}>${icon(tab.icon)}<span>${t(`console.${name}`)}</span>
        ${name === 'dead' && state.queue?.dead ? html`<span class="badge bad">${state.queue.dead}</span>` : nothing}</a></li>`)}</ul>
      <div class="row foot"><a class="grow" href="/">${t('console.chat')}</a>${iconButton('out', t('menu.out'), () => api.signOut())}</div></nav>
    <main>${state.lost ? html`<p class="problem" role="alert">${t('console.lost')}</p>` : nothing}<h2>${t(`console.${state.tab}`)}</h2>${TABS[state.tab].view()}</main>
  </div>
  ${state.dialog ? ask(state.dialog) : nothing}
  <div class="toast" role="status" aria-live="polite">${state.notice ? html`<p>${state.notice}</p>` : nothing}</div>`;
}

function ask(shown) {
  const close = () => update({ dialog: null });
  const go = event => { const { reason } = fieldsOf(event); close(); shown.go(reason); };
  return dialog({ title: shown.title || shown.words, close, body: html`<form id="ask" @submit=${go}>${shown.ask ? html`<label class="field"><span>${shown.ask}</span><input class="input" name="reason" required maxlength="200"></label>` : nothing}</form>`,
    footer: html`<button class="button" @click=${close}>${t('cancel')}</button><button class="button primary" form="ask">${t('ok')}</button>` });
}

let shown = false;

function draw() {
  if (!shown) {
    root.replaceChildren();
    shown = true;
  }
  render(page(), root);
  openDialogs(root);
  drawCharts(root);
  simulator.drawPicture(root);
  tidy();
  document.title = `${state.queue?.dead ? `(${state.queue.dead}) ` : ''}Messenger · ${t('console.title')}`;
}

function follow() {
  const tab = location.hash.slice(2);
  update({ tab: tab in TABS ? tab : 'overview' });
  if (state.me) TABS[state.tab].opened?.();
}

async function start() {
  const me = await api.get('/users/me');
  update({ me });
  if (!me.roles?.includes('admin')) return;
  every(read);
  follow();
}

async function submit({ username, password, code }) {
  update(() => Object.assign(form, { busy: true, error: null }));
  try {
    await api.signIn(username, password, code);
    form.code = false;
    await start();
  } catch (error) {
    update(() => refused(form, error));
  } finally {
    update(() => { form.busy = false; });
  }
}

document.documentElement.lang = language;
onChange(draw);
addEventListener('hashchange', follow);
addEventListener('resize', () => update());
if (api.isSignedIn) start().catch(error => update(() => { form.error = error; }));
update();
