// The left column: who one is, search, and the conversations.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { repeat } from '../vendor/lit-html/directives/repeat.js';
import { t, shortTime, count } from '../lib/i18n.js';
import { avatar, iconButton, spinner } from '../lib/ui.js';
import { icon } from '../lib/icons.js';
import { plainOf } from '../lib/markdown.js';
import { state, update, listed, titleOf, nameOf } from './store.js';
import { go } from './route.js';
import { systemWords } from './words.js';
import { menu } from './menu.js';

export const list = () => html`
  <aside class="list" aria-label=${t('list.title')}>
    <header>
      ${menu()}
      <h1 class="grow cut">${state.me.displayName}</h1>
      ${iconButton('hash', t('list.browse'), () => update({ dialog: { type: 'browse' } }))}
      ${iconButton('plus', t('list.new'), () => update({ dialog: { type: 'new' } }))}
    </header>
    <form class="find" role="search" @submit=${event => { event.preventDefault(); search(event.target.q.value); }}>
      <label class="visually-hidden" for="find">${t('list.search')}</label>
      <input class="input" id="find" name="q" type="search" placeholder=${t('list.search.hint')} .value=${state.filter}
        @input=${event => update({ filter: event.target.value })} @keydown=${event => event.key === 'ArrowDown' && focusFirst(event)}>
    </form>
    <nav aria-label=${t('list.title')} @keydown=${walk}>${entries()}</nav>
  </aside>`;

function search(words) {
  if (words.trim()) update({ panel: { type: 'search', q: words.trim(), everywhere: true, keep: true }, filter: '' });
}

function entries() {
  if (!state.listed) return spinner();
  const shown = listed();
  if (shown.length) return html`<ul>${repeat(shown, each => each.id, entry)}</ul>`;
  return state.filter
    ? html`<p class="empty">${t('list.none')}</p>`
    : html`<div class="empty"><h2>${t('list.empty')}</h2><p>${t('list.empty.lead')}</p>
        <button class="button primary" @click=${() => update({ dialog: { type: 'new' } })}>${t('list.new')}</button></div>`;
}

function entry(conversation) {
  const title = titleOf(conversation);
  const last = conversation.lastMessage;
  const isPrivate = conversation.type === 'PRIVATE';
  const peer = isPrivate ? conversation.peerId || state.me.id : null;
  return html`<li><a href=${`#/c/${conversation.id}`} class="entry ${conversation.muted ? 'muted' : ''}"
      aria-current=${conversation.id === state.openId ? 'page' : nothing} @click=${event => { event.preventDefault(); go(conversation.id); }}>
    ${avatar(peer || conversation.id, title, { square: !isPrivate, presence: peer && state.presence.get(peer)?.state })}
    <span class="grow">
      <span class="row"><b class="grow cut">${conversation.type === 'CHANNEL' ? '# ' : ''}${title}</b>
        ${conversation.pinned ? html`<span class="mini quiet" title=${t('info.favour')}>${icon('pin')}</span>` : nothing}
        ${last ? html`<time class="quiet small" datetime=${last.createdAt}>${shortTime(last.createdAt)}</time>` : nothing}</span>
      <span class="row"><span class="grow cut quiet">${previewOf(conversation, last)}</span>
        ${conversation.unreadCount ? html`<span class="unread" aria-label=${t('list.unread', { n: conversation.unreadCount })}>
          ${conversation.unreadCount > 999 ? '999+' : count(conversation.unreadCount)}</span>` : nothing}</span>
    </span></a></li>`;
}

function previewOf(conversation, last) {
  const draft = conversation.id === state.openId ? '' : state.rooms.get(conversation.id)?.draft?.trim();
  if (draft) return html`<i>${t('list.draft')}:</i> ${draft}`;
  if (!last) return t('list.nothing');
  if (last.deletedAt) return t('message.deleted');
  if (last.kind === 'SYSTEM') return systemWords(last);
  const words = plainOf(last.body || '') || last.attachments?.map(each => each.name).join(', ') || '';
  const who = last.senderId === state.me.id ? t('you') : conversation.type === 'PRIVATE' ? '' : nameOf(last.senderId);
  return who ? `${who}: ${words}` : words;
}

function focusFirst(event) {
  event.preventDefault();
  event.target.closest('.list').querySelector('nav a')?.focus();
}

/** Arrow keys walk through the conversations. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll('a')];
  all[all.indexOf(document.activeElement) + step]?.focus();
}
