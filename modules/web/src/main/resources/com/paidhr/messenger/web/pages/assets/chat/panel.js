// The right column: details, pins, a thread, search, scheduled messages.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, fullTime } from '../lib/i18n.js';
import { avatar, iconButton, wordsOf } from '../lib/ui.js';
import { state, update, room, nameOf, titleOf, usernameOf, isAdmin, say } from './store.js';
import { api, know, loadMembers, refreshConversation, loadConversations, forget } from './session.js';
import { messageView } from './message.js';
import { peopleOf } from './history.js';
import { plainOf } from '../lib/markdown.js';
import { loaded } from './loaded.js';
import { searchPanel } from './search.js';
import { go } from './route.js';

const PANELS = { info, pins, thread, search: searchPanel, scheduled };

export function panel() {
  const shown = state.panel;
  if (!shown || (shown.conversationId && shown.conversationId !== state.openId)) return nothing;
  const { title, body } = PANELS[shown.type](shown);
  return html`<aside class="panel" aria-label=${title}>
    <header class="head"><h2 class="grow cut">${title}</h2>${iconButton('close', t('close'), () => update({ panel: null }))}</header>
    <div class="panel-body">${body}</div></aside>`;
}

const attempt = work => Promise.resolve(work).catch(error => say(wordsOf(error)));
const sure = (words, work) => update({ dialog: { type: 'sure', words, go: work } });

function info(shown) {
  const conversation = state.conversations.get(shown.conversationId);
  const inside = room(conversation.id);
  const own = conversation.role;
  const grouped = conversation.type !== 'PRIVATE';
  const set = change => attempt(api.patch(`/conversations/${conversation.id}/members/me`, change).then(() => refreshConversation(conversation.id)));
  return { title: t('info.title'), body: html`
    <div class="stack">
      <div class="who-big">${avatar(conversation.peerId || conversation.id, titleOf(conversation), { square: grouped })}
        <h3>${titleOf(conversation)}</h3>${grouped ? html`<p class="quiet">${conversation.topic}</p>` : html`<p class="quiet">@${usernameOf(conversation.peerId || state.me.id)}</p>`}</div>
      ${own ? html`
        <label class="row"><input type="checkbox" .checked=${conversation.muted} @change=${event => set({ muted: event.target.checked })}> ${t('info.mute')}</label>
        <label class="row"><input type="checkbox" .checked=${conversation.pinned} @change=${event => set({ pinned: event.target.checked })}> ${t('info.favour')}</label>` : nothing}
      ${grouped ? html`<div class="row wrap">
        ${isAdmin(conversation) ? html`
          <button class="button slim" @click=${() => update({ dialog: { type: 'add', conversationId: conversation.id, chosen: [] } })}>${t('info.add')}</button>
          <button class="button slim" @click=${() => update({ dialog: { type: 'rename', conversation } })}>${t('info.rename')}</button>` : nothing}
        ${isAdmin(conversation) && conversation.type === 'GROUP' ? html`<button class="button slim" @click=${() => attempt(invite(conversation))}>${t('info.invite')}</button>` : nothing}
        ${own === 'OWNER' && !conversation.archived ? html`<button class="button slim danger" @click=${() => sure(t('info.archive.sure', { name: conversation.name }), () => api.delete(`/conversations/${conversation.id}`).then(() => refreshConversation(conversation.id)))}>${t('info.archive')}</button>` : nothing}
        ${own === 'OWNER' && conversation.archived ? html`<button class="button slim" @click=${() => attempt(api.patch(`/conversations/${conversation.id}`, { archived: false }).then(() => refreshConversation(conversation.id)))}>${t('info.restore')}</button>` : nothing}
        ${own ? html`<button class="button slim danger" @click=${() => sure(t('info.leave.sure', { name: conversation.name }), () => leave(conversation))}>${t('info.leave')}</button>` : nothing}</div>` : nothing}
      <h3>${t('info.members')}</h3>
      <ul class="members">${[...inside.members.values()].slice(0, 200).map(each => member(conversation, each))}</ul>
    </div>` };
}

function member(conversation, each) {
  const name = nameOf(each.userId);
  const mayRule = conversation.role === 'OWNER' && each.userId !== state.me.id && conversation.type !== 'PRIVATE';
  const mayKick = isAdmin(conversation) && each.userId !== state.me.id && each.role !== 'OWNER' && conversation.type !== 'PRIVATE';
  const path = `/conversations/${conversation.id}/members/${each.userId}`;
  return html`<li class="row">${avatar(each.userId, name, { tiny: true, presence: state.presence.get(each.userId)?.state })}
    <span class="grow cut">${name} ${each.userId === state.me.id ? html`<span class="quiet">(${t('you')})</span>` : nothing}</span>
    ${mayRule ? html`<select class="input slim" aria-label=${t('info.role', { name })} @change=${event => attempt(api.patch(path, { role: event.target.value }).finally(() => loadMembers(conversation.id)))}>
        ${['OWNER', 'ADMIN', 'MEMBER'].map(role => html`<option value=${role} ?selected=${role === each.role}>${t(`role.${role}`)}</option>`)}</select>`
      : each.role === 'MEMBER' ? nothing : html`<span class="badge">${t(`role.${each.role}`)}</span>`}
    ${mayKick ? iconButton('close', t('info.kick'), () => sure(t('info.kick.sure', { name }), () => api.delete(path).then(() => loadMembers(conversation.id)))) : nothing}</li>`;
}

async function invite(conversation) {
  const made = await api.post(`/conversations/${conversation.id}/invites`, {});
  update({ dialog: { type: 'link', address: `${location.origin}/#/invite/${encodeURIComponent(made.token)}` } });
}

async function leave(conversation) {
  await api.delete(`/conversations/${conversation.id}/members/me`);
  update(known => forget(known, conversation.id));
  go(null);
  await loadConversations();
}

const several = async (path, query) => {
  const { items } = await api.get(path, query);
  await know(peopleOf(items));
  return items;
};

function messages(items, conversation) {
  return html`<ol class="messages">${items.map(each => html`<div class="hit"><button class="quiet small" @click=${() => go(each.conversationId, each.seq)}>${fullTime(each.createdAt)}</button>
    ${messageView(each, { conversation, compact: true, inside: room(conversation.id) })}</div>`)}</ol>`;
}

function pins(shown) {
  const conversation = state.conversations.get(shown.conversationId);
  return { title: t('pins.title'), body: loaded(shown, 'items', () => several('/messages', { conversationId: conversation.id, pinned: true }),
    items => items.length ? messages(items, conversation) : html`<p class="empty">${t('pins.none')}</p>`) };
}

function thread(shown) {
  const conversation = state.conversations.get(shown.conversationId);
  const newest = room(conversation.id).items.filter(each => each.threadOf === shown.root).length;
  const reply = () => {
    const inside = room(conversation.id);
    const root = inside.items.find(each => each.id === shown.root) || shown[`items-${newest}`]?.value?.[0];
    update(() => { inside.replyTo = root; });
    document.querySelector('.composer textarea')?.focus();
  };
  return { title: t('thread.title'), body: html`
    ${loaded(shown, `items-${newest}`, () => several('/messages', { conversationId: conversation.id, threadOf: shown.root }), items => messages(items, conversation))}
    <button class="button" @click=${reply}>${t('thread.reply')}</button>` };
}

function scheduled(shown) {
  const cancel = each => attempt(api.delete(`/messages/scheduled/${each.id}`).then(() => update(() => { delete shown.items; })));
  return { title: t('scheduled.title'), body: loaded(shown, 'items', () => several('/messages/scheduled'), items => items.length
    ? html`<ul class="stack">${items.map(each => html`<li class="card row"><span class="grow"><b>${fullTime(each.sendAt)}</b><br>${plainOf(each.body)}</span>
        ${iconButton('trash', t('scheduled.cancel'), () => cancel(each))}</li>`)}</ul>`
    : html`<p class="empty">${t('scheduled.none')}</p>`) };
}

