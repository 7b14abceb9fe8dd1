// The middle column: head, history and what is being written.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { repeat } from '../vendor/lit-html/directives/repeat.js';
import { t, dayOf, shortTime } from '../lib/i18n.js';
import { avatar, iconButton, problem, spinner } from '../lib/ui.js';
import { state, update, room as insideOf, firstUnread, open, titleOf } from './store.js';
import { loadOlder, loadNewer, jumpToNewest, openConversation } from './history.js';
import { messageView, pendingView } from './message.js';
import { composer } from './composer.js';
import { drops, veil } from './drops.js';
import { typingWords } from './words.js';
import { go } from './route.js';

export function room() {
  const conversation = open();
  if (!conversation) return html`<main class="room"><div class="empty"><h2>${t('room.none')}</h2><p>${t('room.none.lead')}</p></div></main>`;
  const inside = insideOf(conversation.id);
  const files = drops(conversation, inside);
  return html`<main class="room" aria-label=${titleOf(conversation)} @dragover=${files.over} @dragleave=${files.leave} @drop=${files.drop}>
    ${head(conversation, inside)}
    ${history(conversation, inside)}
    <p class="typing quiet small" role="status" aria-live="polite">${typingWords(inside.typing)}</p>
    ${composer(conversation, inside)}
    ${veil(inside)}
  </main>`;
}

function head(conversation, inside) {
  const title = titleOf(conversation);
  const isPrivate = conversation.type === 'PRIVATE';
  const peer = isPrivate ? conversation.peerId || state.me.id : null;
  const toggle = type => () => update({ panel: state.panel?.type === type ? null : { type, conversationId: conversation.id } });
  return html`<header class="head">
    <span class="narrow-only">${iconButton('back', t('back'), () => go(null))}</span>
    ${avatar(peer || conversation.id, title, { square: !isPrivate, presence: peer && state.presence.get(peer)?.state })}
    <div class="grow"><h2 class="cut">${conversation.type === 'CHANNEL' ? '# ' : ''}${title}</h2>
      <p class="cut quiet small">${isPrivate ? presenceWords(peer) : html`${t('room.members', { n: conversation.memberCount })}${conversation.topic ? ` · ${conversation.topic}` : ''}`}</p></div>
    ${iconButton('search', t('room.search'), () => update({ panel: { type: 'search', conversationId: conversation.id, q: '' } }))}
    ${iconButton('pin', t('room.pins'), toggle('pins'), { expanded: String(state.panel?.type === 'pins') })}
    ${iconButton('info', t('room.info'), toggle('info'), { expanded: String(state.panel?.type === 'info') })}
  </header>`;
}

function presenceWords(id) {
  const known = state.presence.get(id);
  if (!known) return t('room.private');
  if (known.state === 'offline' && known.lastSeenAt) return t('presence.seen', { when: shortTime(known.lastSeenAt) });
  return t(`presence.${known.state}`);
}

const TOGETHER_MS = 5 * 60_000;

function history(conversation, inside) {
  const waiting = state.pending.filter(each => each.conversationId === conversation.id);
  const items = inside.items;
  const unread = firstUnread(items, inside.unreadAfter, state.me.id);
  return html`<div class="history" tabindex="0" role="log" aria-label=${t('room.history')} aria-live="off" @scroll=${event => onScroll(event.currentTarget, conversation.id, inside)}>
    ${inside.error ? html`<div class="center">${problem(inside.error)}<button class="button" @click=${() => { inside.loaded = false; openConversation(conversation.id); }}>${t('retry')}</button></div>` : nothing}
    ${!inside.loaded || (inside.loading && !inside.atStart && !items.length) ? spinner() : nothing}
    ${inside.loaded && inside.atStart ? begin(conversation, items) : inside.loaded && items.length ? html`<div class="center"><button class="button slim" @click=${() => loadOlder(conversation.id)}>${t('room.load')}</button></div>` : nothing}
    <ol class="messages" @pointermove=${event => heed(event, inside)} @focusin=${event => heed(event, inside)}>
      ${repeat(items, each => each.id, (message, i) => between(message, items[i - 1], conversation, { inside, isUnread: message.seq === unread }))}
      ${inside.atEnd ? repeat(waiting, each => each.key, pendingView) : nothing}
    </ol>
  </div>
  ${inside.atEnd && !inside.away ? nothing : html`<button type="button" class="newest button" @click=${() => toNewest(conversation.id, inside)}>${t('room.newest')}${conversation.unreadCount ? html` <span class="unread">${conversation.unreadCount}</span>` : nothing}</button>`}`;
}

/** What can be done is drawn for one message only, since a page holds hundreds. It stays while the keyboard is in it. */
function heed(event, inside) {
  const seq = Number(event.target.closest('.message')?.dataset.seq);
  if (!seq || seq === inside.hot || (event.type === 'pointermove' && document.activeElement?.closest('.actions'))) return;
  update(() => { inside.hot = seq; });
}

function begin(conversation, items) {
  const hidden = conversation.type === 'GROUP' && items.length && items[0].seq > 1;
  return html`<p class="system begin"><span>${hidden ? t('room.start.hidden') : t('room.start', { name: titleOf(conversation) })}</span></p>`;
}

function between(message, before, conversation, { inside, isUnread }) {
  const newDay = !before || new Date(before.createdAt).toDateString() !== new Date(message.createdAt).toDateString();
  const joined = !newDay && !isUnread && before.senderId === message.senderId && before.kind !== 'SYSTEM' && new Date(message.createdAt) - new Date(before.createdAt) < TOGETHER_MS;
  return html`${newDay ? html`<li class="day"><span>${dayOf(message.createdAt)}</span></li>` : nothing}
    ${isUnread ? html`<li class="unread-mark"><span>${t('room.unread')}</span></li>` : nothing}
    ${messageView(message, { conversation, joined, inside })}`;
}

async function toNewest(id, inside) {
  if (!inside.atEnd) await jumpToNewest(id);
  update(() => { inside.stick = true; inside.away = false; });
}

const NEAR = 400;

function onScroll(box, id, inside) {
  const fromEnd = box.scrollHeight - box.scrollTop - box.clientHeight;
  // Only a reader who scrolls up leaves the end; what grows below or above does not count.
  if (box.scrollTop < (inside.top ?? 0) - 1) inside.stick = false;
  if (fromEnd < 60 && inside.atEnd) inside.stick = true;
  inside.top = box.scrollTop;
  const away = fromEnd > 600;
  if (away !== Boolean(inside.away)) update(() => { inside.away = away; });
  if (box.scrollTop < NEAR) loadOlder(id);
  if (fromEnd < NEAR) loadNewer(id);
}
