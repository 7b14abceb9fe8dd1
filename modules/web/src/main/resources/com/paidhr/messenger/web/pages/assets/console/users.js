// The users of the service: who they are, what they may do, where they are signed in.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, fullTime, shortTime } from '../lib/i18n.js';
import { avatar, dialog, fieldsOf, problem, spinner } from '../lib/ui.js';
import { sessionRow } from '../lib/sessions.js';
import { state, update, view, say } from './store.js';
import { api } from './session.js';

const ROLES = ['moderator', 'auditor', 'admin'];

async function load(more) {
  const known = view('users');
  try {
    const page = await api.get('/admin/users', { q: known.q, limit: 50, cursor: more ? known.next : undefined });
    update(() => Object.assign(known, { items: more ? [...known.items, ...page.items] : page.items, next: page.next, error: null }));
  } catch (error) {
    update(() => Object.assign(known, { error, items: known.items || [] }));
  }
}

export const opened = () => load(false);

const close = () => update(() => Object.assign(view('users'), { shown: null, adding: null }));

/** Does something for a dialog and shows in it why that was refused. */
async function work(shown, change) {
  update(() => Object.assign(shown, { busy: true, error: null }));
  try {
    await change();
  } catch (error) {
    update(() => { shown.error = error; });
  }
  update(() => { shown.busy = false; });
}

async function manage(user) {
  const shown = { user, sessions: null, token: null, error: null, busy: false };
  update(() => { view('users').shown = shown; });
  await work(shown, () => loadSessions(shown));
}

async function loadSessions(shown) {
  const { items } = await api.get(`/admin/users/${shown.user.id}/sessions`);
  update(() => { shown.sessions = items; });
}

/** Every change of a user ends their sessions. */
const change = (shown, wanted) => work(shown, async () => {
  const user = await api.patch(`/admin/users/${shown.user.id}`, wanted);
  const known = view('users');
  update(() => {
    shown.user = user;
    known.items = known.items.map(each => (each.id === user.id ? user : each));
  });
  await loadSessions(shown);
  say(t('saved'));
});

const end = (shown, session) => work(shown, async () => {
  await api.delete(`/admin/users/${shown.user.id}/sessions${session ? `/${session}` : ''}`);
  await loadSessions(shown);
});

const reset = shown => work(shown, async () => {
  const issued = await api.post(`/admin/users/${shown.user.id}/password-reset`);
  update(() => { shown.token = issued; });
});

const endFactor = shown => work(shown, async () => {
  await api.delete(`/admin/users/${shown.user.id}/second-factor`);
  const known = view('users');
  update(() => {
    shown.user = { ...shown.user, secondFactor: false };
    known.items = known.items.map(each => (each.id === shown.user.id ? shown.user : each));
  });
  await loadSessions(shown);
  say(t('saved'));
});

const linkOf = token => `${location.origin}/#/password/${token}`;

const badges = user => html`${user.active ? nothing : html`<span class="badge bad">${t('users.inactive')}</span> `}${user.roles.filter(role => role !== 'user').map(role => html`<span class="badge">${t(`users.role.${role}`)}</span> `)}`;

const row = user => html`<tr><td><span class="row">${avatar(user.id, user.displayName, { tiny: true })}<span class="cut">${user.displayName}<br><span class="quiet small">@${user.username}</span></span></span></td>
  <td class="facts">${user.email}</td><td>${badges(user)}</td><td>${user.signedInAt ? html`<time title=${fullTime(user.signedInAt)}>${shortTime(user.signedInAt)}</time>` : html`<span class="quiet">${t('users.never')}</span>`}</td>
  <td class="end"><button class="button slim" aria-label=${t('users.manage.one', { name: user.displayName })} @click=${() => manage(user)}>${t('users.manage')}</button></td></tr>`;

export function users() {
  const known = view('users');
  const filter = event => { Object.assign(known, fieldsOf(event), { items: null }); update(); load(false); };
  return html`<form class="row wrap filter" @submit=${filter}>
      <label class="field"><span>${t('users.filter')}</span><input class="input" name="q" .value=${known.q || ''}></label>
      <button class="button">${t('search.title')}</button><span class="grow"></span>
      <button type="button" class="button primary" @click=${() => update(() => { known.adding = {}; })}>${t('users.add')}</button></form>
    ${problem(known.error)}
    ${!known.items ? spinner() : known.items.length ? html`<div class="card scroll" tabindex="0" role="region" aria-label=${t('console.users')}><table class="users">
      <thead><tr><th>${t('users.name')}</th><th>${t('profile.email')}</th><th>${t('users.roles')}</th><th>${t('users.seen')}</th><th><span class="visually-hidden">${t('users.manage')}</span></th></tr></thead>
      <tbody>${known.items.map(row)}</tbody></table></div>
      ${known.next ? html`<button class="button" @click=${() => load(true)}>${t('dead.more')}</button>` : nothing}` : html`<div class="empty tall"><h2>${t('users.none')}</h2></div>`}
    ${known.shown ? about(known.shown) : nothing}${known.adding ? adding(known.adding) : nothing}`;
}

function about(shown) {
  const { user } = shown;
  const roles = event => change(shown, { roles: ['user', ...ROLES.filter(role => role in fieldsOf(event))] });
  return dialog({ title: user.displayName, close, body: html`
    <p class="row wrap"><span class="grow">@${user.username} · ${user.email}</span>${badges(user)}</p>${problem(shown.error)}
    <form class="stack" @submit=${roles}><h3>${t('users.roles')}</h3>
      ${ROLES.map(role => html`<label class="row"><input type="checkbox" name=${role} .checked=${user.roles.includes(role)}><span>${t(`users.role.${role}`)} <span class="quiet small">${t(`users.role.${role}.may`)}</span></span></label>`)}
      <div class="row wrap"><button class="button" ?disabled=${shown.busy}>${t('users.roles.save')}</button><span class="quiet small grow">${t('users.ends')}</span></div></form>
    <h3>${t('profile.sessions')}</h3>
    ${!shown.sessions ? spinner() : shown.sessions.length ? html`<ul class="stack">${shown.sessions.map(each => sessionRow(each, () => end(shown, each.id)))}</ul>
      <div><button class="button slim" ?disabled=${shown.busy} @click=${() => end(shown)}>${t('users.end.all')}</button></div>` : html`<p class="quiet">${t('users.sessions.none')}</p>`}
    <h3>${t('signin.password')}</h3>
    ${shown.token ? html`<p>${t('users.reset.made', { when: fullTime(shown.token.expiresAt) })}</p><input class="input" readonly aria-label=${t('users.reset')} .value=${linkOf(shown.token.token)} @focus=${event => event.target.select()}>`
      : html`<div><button class="button slim" ?disabled=${shown.busy} @click=${() => reset(shown)}>${t('users.reset')}</button></div>`}
    <h3>${t('factor.title')}</h3>
    ${user.secondFactor ? html`<p class="quiet small">${t('users.factor.why')}</p><div><button class="button slim" ?disabled=${shown.busy} @click=${() => endFactor(shown)}>${t('users.factor.reset')}</button></div>`
      : html`<p class="quiet">${t('factor.off')}</p>`}`,
  footer: footer(shown) });
}

/** Deactivation is asked for twice, since it ends somebody's sessions at once. */
function footer(shown) {
  const { user } = shown;
  const told = words => html`<span class="grow quiet small">${words}</span>`;
  const sure = value => () => update(() => { shown.sure = value; });
  const to = active => () => { shown.sure = false; change(shown, { active }); };
  if (!user.active) return html`${told(t('users.since', { when: fullTime(user.deactivatedAt) }))}
    <button class="button primary" ?disabled=${shown.busy} @click=${to(true)}>${t('users.reactivate')}</button>`;
  if (shown.sure) return html`${told(t('users.deactivate.sure', { name: user.displayName }))}
    <button class="button" @click=${sure(false)}>${t('cancel')}</button>
    <button class="button danger" ?disabled=${shown.busy} @click=${to(false)}>${t('users.deactivate')}</button>`;
  return html`${told(user.id === state.me.id ? t('users.you') : '')}
    <button class="button danger" ?disabled=${shown.busy} @click=${sure(true)}>${t('users.deactivate.ask')}</button>`;
}

function adding(shown) {
  const submit = event => {
    const { username, email, displayName } = fieldsOf(event);
    work(shown, async () => {
      const user = await api.post('/admin/users', { username, email, ...(displayName ? { displayName } : {}) });
      close();
      await load(false);
      await manage(user);
      await reset(view('users').shown);
    });
  };
  return dialog({ title: t('users.add'), close, body: html`<form id="add-user" class="stack" @submit=${submit}>
      <label class="field"><span>${t('signin.username')}</span><input class="input" name="username" required autocapitalize="none" autocomplete="off" spellcheck="false"></label>
      <label class="field"><span>${t('signin.email')}</span><input class="input" name="email" type="email" required autocomplete="off"></label>
      <label class="field"><span>${t('signin.name')}</span><input class="input" name="displayName" autocomplete="off"></label>
      <p class="quiet small">${t('users.add.lead')}</p>${problem(shown.error)}</form>`,
  footer: html`<button class="button" @click=${close}>${t('cancel')}</button><button class="button primary" form="add-user" ?disabled=${shown.busy}>${t('users.add')}</button>` });
}
