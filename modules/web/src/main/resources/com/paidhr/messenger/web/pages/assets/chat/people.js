// Choosing people, beginning conversations and finding channels.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t } from '../lib/i18n.js';
import { avatar, fieldsOf, problem, spinner } from '../lib/ui.js';
import { state, update, room } from './store.js';
import { api, loadMembers, refreshConversation } from './session.js';
import { done } from './dialogs.js';
import { go } from './route.js';

const FIND_AFTER_MS = 200;

/** A field that finds people, and those that were found. */
function finder(shown, choose, without = () => false) {
  if (!shown.found && !shown.finding) find(shown, '');
  return html`<label class="field"><span>${t('new.people')}</span><input class="input" type="search" placeholder=${t('new.find')} autocomplete="off"
      @keydown=${event => { if (event.key === 'Enter') event.preventDefault(); }}
      @input=${event => { clearTimeout(shown.timer); const q = event.target.value; shown.timer = setTimeout(() => find(shown, q), FIND_AFTER_MS); }}></label>
    ${!shown.found ? spinner() : html`<ul class="people">${shown.found.filter(user => !without(user)).map(user => html`<li><button type="button" @click=${() => choose(user)}>
      ${avatar(user.id, user.displayName, { tiny: true })}<span class="grow cut"><b>${user.displayName}</b> <span class="quiet">@${user.username}</span></span></button></li>`)}</ul>
      ${shown.found.length ? nothing : html`<p class="quiet">${t('new.nobody')}</p>`}`}`;
}

async function find(shown, q) {
  shown.finding = q;
  try {
    const { items } = await api.get('/users', { q: q.trim(), limit: 30 });
    if (shown.finding !== q) return;
    update(known => { items.forEach(each => known.users.set(each.id, known.me.id === each.id ? known.me : each)); shown.found = items; });
  } catch (error) {
    update(() => Object.assign(shown, { error, found: shown.found || [] }));
  }
}

const chips = shown => html`<ul class="row wrap">${shown.chosen.map(user => html`<li><button type="button" class="button slim" aria-label=${t('new.remove', { name: user.displayName })}
  @click=${() => update(() => { shown.chosen = shown.chosen.filter(each => each !== user); })}>${user.displayName} ×</button></li>`)}</ul>`;

const choose = shown => user => update(() => { if (!shown.chosen.some(each => each.id === user.id)) shown.chosen.push(user); });

export function newDialog(shown) {
  shown.kind ??= 'PRIVATE';
  shown.chosen ??= [];
  const begin = user => done(shown, () => create({ type: 'PRIVATE', memberIds: [user.id] }));
  const submit = event => {
    const { name, topic, open } = fieldsOf(event);
    done(shown, () => create({ type: shown.kind, name, ...(topic ? { topic } : {}), memberIds: shown.chosen.map(each => each.id), ...(open ? { joinPolicy: 'OPEN' } : {}) }));
  };
  return { title: t('new.title'), body: html`
    <div class="tabs" role="tablist">${['PRIVATE', 'GROUP', 'CHANNEL'].map(kind => html`<button type="button" role="tab" class="button slim" aria-selected=${String(kind === shown.kind)}
      @click=${() => update(() => { shown.kind = kind; })}>${t(`new.${kind.toLowerCase()}`)}</button>`)}</div>
    ${shown.kind === 'PRIVATE' ? finder(shown, begin, user => user.id === state.me.id) : html`<form id="new" class="stack" @submit=${submit}>
      <label class="field"><span>${t('new.name')}</span><input class="input" name="name" required maxlength="100"></label>
      <label class="field"><span>${t('new.topic')}</span><input class="input" name="topic" maxlength="200"></label>
      ${shown.kind === 'GROUP' ? html`<label class="row"><input type="checkbox" name="open"> ${t('new.open-group')}</label>` : nothing}
      ${chips(shown)}${finder(shown, choose(shown), user => user.id === state.me.id || shown.chosen.some(each => each.id === user.id))}</form>`}
    ${problem(shown.error)}`,
  footer: shown.kind === 'PRIVATE' ? null : html`<button class="button primary" form="new" ?disabled=${shown.busy}>${t('new.create')}</button>` };
}

async function create(wanted) {
  const made = await api.post('/conversations', wanted);
  await refreshConversation(made.id);
  go(made.id);
}

export function addDialog(shown) {
  const members = room(shown.conversationId).members;
  const add = () => done(shown, async () => {
    for (const user of shown.chosen) await api.post(`/conversations/${shown.conversationId}/members`, { userId: user.id });
    await loadMembers(shown.conversationId);
    await refreshConversation(shown.conversationId);
  });
  return { title: t('info.add'), body: html`${chips(shown)}${finder(shown, choose(shown), user => members.has(user.id) || shown.chosen.some(each => each.id === user.id))}${problem(shown.error)}`,
    footer: html`<button class="button primary" ?disabled=${shown.busy || !shown.chosen.length} @click=${add}>${t('info.add')}</button>` };
}

export function browse(shown) {
  if (!shown.channels && !shown.finding) channels(shown, '');
  return { title: t('browse.title'), body: html`
    <label class="field"><span>${t('browse.find')}</span><input class="input" type="search" @input=${event => { clearTimeout(shown.timer); const q = event.target.value; shown.timer = setTimeout(() => channels(shown, q), FIND_AFTER_MS); }}></label>
    ${problem(shown.error)}
    ${!shown.channels ? spinner() : shown.channels.length ? html`<ul class="people">${shown.channels.map(each => html`<li><button type="button" @click=${() => { update({ dialog: null }); go(each.id); }}>
      ${avatar(each.id, each.name, { square: true })}<span class="grow"><b class="cut"># ${each.name}</b><span class="quiet small cut">${t('room.members', { n: each.memberCount })}${each.topic ? ` · ${each.topic}` : ''}</span></span>
      <span class="badge">${t(each.role ? 'browse.member' : 'browse.read')}</span></button></li>`)}</ul>` : html`<p class="quiet">${t('browse.none')}</p>`}` };
}

async function channels(shown, q) {
  shown.finding = q || ' ';
  try {
    const { items } = await api.get('/conversations', { scope: 'public', q: q.trim(), limit: 50 });
    update(() => { shown.channels = items; });
  } catch (error) {
    update(() => Object.assign(shown, { error, channels: shown.channels || [] }));
  }
}

