// What each event of the stream changes on the page.
import { state, update, room } from './store.js';
import { know, refreshConversation, loadConversations, loadMembers } from './session.js';
import { take, mend, markRead } from './history.js';
import { flush } from './sending.js';

const TYPING_MS = 5000;

const HANDLERS = {
  resumed: () => flush(),
  gap: async () => { await mend(); flush(); },
  'message.created': async event => {
    if (!state.conversations.has(event.message.conversationId)) await loadConversations();
    await take(event.message);
    if (state.openId === event.message.conversationId) await markRead(state.openId);
  },
  'message.edited': replace,
  'message.deleted': replace,
  'message.reaction': replace,
  'message.pinned': replace,
  'message.status': replace,
  'message.read': event => update(() => event.reads.forEach(read => {
    if (read.userId === state.me.id) {
      const conversation = state.conversations.get(event.conversationId);
      if (conversation && read.seq >= conversation.lastSeq) state.conversations.set(conversation.id, { ...conversation, unreadCount: 0 });
    }
    const member = state.rooms.get(event.conversationId)?.members.get(read.userId);
    if (member) member.readUpTo = Math.max(member.readUpTo || 0, read.readUpTo ?? 0);
  })),
  'conversation.created': event => refreshConversation(event.conversationId),
  'conversation.updated': event => refreshConversation(event.conversationId),
  'member.joined': membersChanged,
  'member.role': membersChanged,
  'member.left': async event => {
    if (event.userId !== state.me.id) return membersChanged(event);
    // Told again after a return it must not take away what was said since.
    const still = await refreshConversation(event.conversationId);
    const inside = state.rooms.get(event.conversationId);
    if (still && still.type !== 'CHANNEL' && inside) update(() => { inside.items = inside.items.filter(each => each.seq > event.seq); });
    return null;
  },
  typing: event => {
    if (event.userId === state.me.id) return;
    const inside = room(event.conversationId);
    know([event.userId]);
    const shownFor = event.expiresInMs || TYPING_MS;
    update(() => inside.typing.set(event.userId, Date.now() + shownFor));
    setTimeout(() => update(() => {
      if ((inside.typing.get(event.userId) || 0) <= Date.now()) inside.typing.delete(event.userId);
    }), shownFor + 50);
  },
  presence: event => update(known => known.presence.set(event.userId, event)),
};

async function replace(event) {
  const inside = state.rooms.get(event.message.conversationId);
  update(() => {
    if (inside) inside.items = inside.items.map(each => (each.id === event.message.id ? event.message : each));
  });
  await take(event.message);
}

async function membersChanged(event) {
  await refreshConversation(event.conversationId);
  const inside = state.rooms.get(event.conversationId);
  if (inside?.membersLoaded) await loadMembers(event.conversationId);
}

let chain = Promise.resolve();

/** One event after the other, in the order of the stream; one that fails does not stop the rest. */
export function apply(event) {
  const handler = HANDLERS[event.type];
  if (!handler) return chain;
  chain = chain.then(() => state.me && handler(event)).catch(error => {
    if (error.status === 404 && event.conversationId) return refreshConversation(event.conversationId).catch(() => {});
    if (!error.isTransient) console.warn(`An event ${event.type} could not be shown`, error);
    return null;
  });
  return chain;
}
