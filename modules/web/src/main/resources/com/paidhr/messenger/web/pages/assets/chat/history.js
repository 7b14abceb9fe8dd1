// History: pages in both directions, marks of reading, and filling what a stream says is missing.
import { state, update, room, merged, windowed, isWhole } from './store.js';
import { api, know, loadMembers, refreshConversation, loadConversations } from './session.js';

const PAGE = 50;

/** Shows a conversation or none. A panel that belongs to no conversation, such as a search, stays. */
export function show(known, id) {
  known.openId = id;
  if (!known.panel?.keep) known.panel = null;
}

/** Opens a conversation, at a place when one is given, else at the newest messages. */
export async function openConversation(id, { at } = {}) {
  update(known => {
    show(known, id);
    known.dialog = null;
  });
  if (!state.conversations.has(id) && !(await refreshConversation(id))) return;
  const inside = room(id);
  if (!inside.membersLoaded) await loadMembers(id);
  inside.unreadAfter ??= state.conversations.get(id)?.unreadCount ? inside.readUpTo : -1;
  if (at || !inside.loaded || !inside.atEnd) await loadAt(id, at);
  await markRead(id);
}

async function loadAt(id, at) {
  const inside = room(id);
  await guarded(inside, async () => {
    const page = await api.get('/messages', { conversationId: id, limit: PAGE, around: at });
    put(inside, page.items, { replace: true });
    inside.loaded = true;
    const last = state.conversations.get(id)?.lastSeq ?? 0;
    inside.atEnd = !at || page.items.length === 0 || page.items[page.items.length - 1].seq >= last;
    inside.atStart = at ? page.items[0]?.seq === 1 : page.items.length < PAGE && !page.next;
    inside.jumpTo = at ?? null;
  });
  await know(peopleOf(inside.items));
}

export async function loadOlder(id) {
  const inside = room(id);
  if (inside.atStart || inside.loading || !inside.items.length) return;
  await guarded(inside, async () => {
    const page = await api.get('/messages', { conversationId: id, limit: PAGE, before: inside.items[0].seq });
    inside.atStart = page.items.length === 0 || page.items[0].seq === 1;
    const all = merged(inside.items, page.items);
    const kept = windowed(all, 'start');
    if (kept.length < all.length) inside.atEnd = false;
    inside.items = kept;
  });
  await know(peopleOf(inside.items));
}

export async function loadNewer(id) {
  const inside = room(id);
  if (inside.atEnd || inside.loading || !inside.items.length) return;
  await guarded(inside, async () => {
    const page = await api.get('/messages', { conversationId: id, limit: PAGE, after: inside.items[inside.items.length - 1].seq });
    inside.atEnd = page.items.length < PAGE && !page.next;
    const all = merged(inside.items, page.items);
    const kept = windowed(all, 'end');
    if (kept.length < all.length) inside.atStart = false;
    inside.items = kept;
  });
  await know(peopleOf(inside.items));
}

export const jumpToNewest = id => loadAt(id);

async function guarded(inside, work) {
  if (inside.loading) return;
  inside.loading = true;
  inside.error = null;
  update();
  try {
    await work();
  } catch (error) {
    inside.error = error;
  } finally {
    inside.loading = false;
    update();
  }
}

function put(inside, items, { replace }) {
  inside.items = replace ? merged([], items) : merged(inside.items, items);
}

export const peopleOf = messages => messages.flatMap(each => [each.senderId, each.system?.facts?.userId, each.replyPreview?.senderId]);

/** Takes a message that arrived; a hole before it means that a page has to be loaded first. */
export async function take(message) {
  const conversation = state.conversations.get(message.conversationId);
  const inside = state.rooms.get(message.conversationId);
  update(known => {
    known.pending = known.pending.filter(each => each.key !== message.clientMessageId || message.senderId !== known.me.id);
    if (inside?.loaded && (inside.atEnd || inside.items.some(each => each.seq === message.seq))) {
      inside.items = windowed(merged(inside.items, [message]), 'end');
    }
    inside?.typing.delete(message.senderId);
    if (conversation && message.seq >= (conversation.lastMessage?.seq ?? 0)) preview(known, conversation, message);
  });
  await know(peopleOf([message]));
  if (inside?.loaded && inside.atEnd && !isWhole(inside.items)) await fill(message.conversationId, firstHole(inside.items));
}

function preview(known, conversation, message) {
  const isNew = message.seq > conversation.lastSeq;
  const own = message.senderId === known.me.id || message.kind === 'SYSTEM';
  known.conversations.set(conversation.id, {
    ...conversation,
    lastMessage: message,
    lastSeq: Math.max(conversation.lastSeq, message.seq),
    lastActivityAt: isNew ? message.createdAt : conversation.lastActivityAt,
    unreadCount: conversation.unreadCount + (isNew && !own ? 1 : 0),
  });
}

const firstHole = items => items.find((each, i) => i > 0 && each.seq !== items[i - 1].seq + 1).seq - 1;

/** Loads what lies between a known place and the end, page by page. */
export async function fill(id, after) {
  const inside = room(id);
  let from = after;
  for (let pages = 0; pages < 8; pages += 1) {
    const page = await api.get('/messages', { conversationId: id, limit: 200, after: Math.max(0, from - 1) });
    update(() => { inside.items = windowed(merged(inside.items, page.items), 'end'); });
    await know(peopleOf(page.items));
    if (!page.next || !page.items.length) return;
    from = page.items[page.items.length - 1].seq + 1;
  }
  await loadAt(id);
}

/** A gap: lists are read anew, and so is what is open, since nobody knows what was missed. */
export async function mend() {
  await loadConversations();
  for (const [id, inside] of state.rooms) {
    if (id !== state.openId) Object.assign(inside, { loaded: false, membersLoaded: false });
  }
  const id = state.openId;
  if (!id || !state.conversations.has(id)) return;
  const inside = room(id);
  inside.membersLoaded = false;
  if (inside.atEnd) await loadAt(id);
  await loadMembers(id);
  await markRead(id);
}

/** Marks everything as read that the reader has in front of them. */
export async function markRead(id) {
  const inside = state.rooms.get(id);
  const conversation = state.conversations.get(id);
  if (!inside?.atEnd || !conversation?.role || document.visibilityState !== 'visible' || state.openId !== id) return;
  const last = inside.items[inside.items.length - 1];
  if (!last || (last.seq <= inside.readUpTo && !conversation.unreadCount)) return;
  inside.readUpTo = last.seq;
  update(known => known.conversations.set(id, { ...known.conversations.get(id), unreadCount: 0 }));
  try {
    await api.post(`/messages/${last.id}/read`, { upTo: true });
  } catch {
    inside.readUpTo = 0;
  }
}
