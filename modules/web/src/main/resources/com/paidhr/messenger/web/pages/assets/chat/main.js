// The chat page: starts, draws, and keeps it together.
import { html, nothing, render } from '../vendor/lit-html/lit-html.js';
import { t, language } from '../lib/i18n.js';
import { openDialogs, spinner, problem } from '../lib/ui.js';
import { passwordForm, refused, signForm } from '../lib/sign.js';
import { state, update, onChange, say } from './store.js';
import { api, begin, signIn, signUp, onEvent } from './session.js';
import { apply } from './events.js';
import { restorePending, flush } from './sending.js';
import { forgetFiles } from './files.js';
import { markRead } from './history.js';
import { follow, go, listen, parse } from './route.js';
import { list } from './list.js';
import { room } from './room.js';
import { panel } from './panel.js';
import { dialogs } from './dialogs.js';
import { setupPage } from './factor.js';
import { keepThePage } from './drops.js';
import { note, restore, follow as followPictures } from './place.js';

const root = document.getElementById('app');
const form = { up: false, busy: false, error: null, code: false };

function page() {
  if (parse(location.hash).password) return passwordForm(form, setPassword);
  if (state.setup) return html`${setupPage(state.setup, setupDone)}${toast()}`;
  if (!state.me && api.isSignedIn) return state.failed ? html`<div class="empty">${problem(state.failed)}<button class="button" @click=${start}>${t('retry')}</button></div>` : html`<div class="empty">${spinner()}</div>`;
  if (!state.me) return html`${signForm(form, { submit, toggle: () => update(() => { form.up = !form.up; form.error = null; }) })}${toast()}`;
  return html`<div class="shell ${state.openId ? 'in-room' : ''} ${state.panel ? 'with-panel' : ''}">
      ${state.connection === 'waiting' ? html`<p class="offline" role="status">${t('connection.waiting')}</p>` : nothing}
      ${list()}${room()}${panel()}</div>
    ${dialogs()}
    ${toast()}`;
}

const toast = () => html`<div class="toast" role="status" aria-live="polite">${state.notice ? html`<p>${state.notice}</p>` : nothing}</div>`;

let shown = false;

function draw() {
  if (!shown) {
    root.replaceChildren();
    shown = true;
  }
  note(root);
  render(page(), root);
  openDialogs(root);
  restore(root);
  const unread = [...state.conversations.values()].filter(each => each.unreadCount && !each.muted).length;
  document.title = unread ? `(${unread}) ${t('app.name')}` : t('app.name');
}

async function work(change) {
  update(() => Object.assign(form, { busy: true, error: null }));
  try {
    await change();
  } catch (error) {
    update(() => refused(form, error));
  } finally {
    update(() => { form.busy = false; });
  }
}

const submit = (fields, up) => work(async () => {
  const { invitation } = parse(location.hash);
  await (up ? signUp({ ...fields, invitation }) : signIn(fields.username, fields.password, fields.code));
  if (invitation) go(null);
  form.code = false;
  ready();
});

const setPassword = password => work(async () => {
  await api.send('POST', '/password-resets', { json: { token: parse(location.hash).password, password } });
  go(null);
  say(t('reset.done'));
});

/** Whoever comes by an invitation is asked for a new account first. */
function invited() {
  if (parse(location.hash).invitation) form.up = true;
}

function ready() {
  if (!state.me) return;
  restorePending();
  follow();
}

async function start() {
  update({ failed: null });
  if (!api.isSignedIn) return;
  try {
    await begin();
    ready();
  } catch (error) {
    if (api.isSignedIn) update({ failed: error });
    else update();
  }
}

/** The second factor is set up: a new token opens everything else. */
function setupDone() {
  api.renewal.forget();
  update({ setup: null });
  start();
}

document.documentElement.lang = language;
onChange(draw);
onEvent(apply);
globalThis.addEventListener('hashchange', invited);
invited();
listen();
followPictures(root);
keepThePage();
api.onSignedOut = (leave => () => { forgetFiles(); leave(); })(api.onSignedOut);
document.addEventListener('visibilitychange', () => { if (state.openId) markRead(state.openId); });
globalThis.addEventListener('online', flush);
globalThis.addEventListener('offline', () => update({ connection: 'waiting' }));
start();
update();
