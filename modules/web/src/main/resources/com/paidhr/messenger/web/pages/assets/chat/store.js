// What the chat page knows, and the one way to change it: `update` renders once per frame.

const WINDOW = 400;

export const state = {
  me: null,
  setup: null,
  users: new Map(),
  presence: new Map(),
  conversations: new Map(),
  listed: false,
  openId: null,
  rooms: new Map(),
  pending: [],
  connection: 'connecting',
  panel: null,
  dialog: null,
  notice: null,
  filter: '',
};

let draw = () => {};
let planned = false;

export function onChange(render) {
  draw = render;
}

/** Changes the state and plans one drawing. */
export function update(change) {
  if (typeof change === 'function') change(state);
  else if (change) Object.assign(state, change);
  if (planned) return;
  planned = true;
  const later = globalThis.requestAnimationFrame || (work => setTimeout(work));
  later(() => { planned = false; draw(); });
}

/** What is known of the inside of a conversation; made when first asked for. */
export function room(id) {
  if (!state.rooms.has(id)) {
    state.rooms.set(id, {
      items: [], loaded: false, atStart: false, atEnd: true, loading: null, error: null,
      members: new Map(), membersLoaded: false, typing: new Map(), unreadAfter: null, readUpTo: 0, draft: '', replyTo: null,
      editing: null, files: [],
    });
  }
  return state.rooms.get(id);
}

/** One ascending list without doubles; of two of the same place the later version stays. */
export function merged(items, incoming) {
  const bySeq = new Map(items.map(each => [each.seq, each]));
  for (const message of incoming) {
    const known = bySeq.get(message.seq);
    if (!known || isNewer(message, known)) bySeq.set(message.seq, message);
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

const RANK = { SENT: 0, FAILED: 1, DELIVERED: 2 };

function isNewer(message, known) {
  if (message.version !== known.version) return message.version > known.version;
  return RANK[message.status] >= RANK[known.status];
}

/** Whether a list has no hole between its first and last place. */
export function isWhole(items) {
  return items.length === 0 || items[items.length - 1].seq - items[0].seq === items.length - 1;
}

/** Cuts a list to what the page keeps, at the end that is farther from where the reader is. */
export function windowed(items, side) {
  if (items.length <= WINDOW) return items;
  return side === 'start' ? items.slice(0, WINDOW) : items.slice(-WINDOW);
}

/** The place of the first message that somebody else wrote behind what was read; `after` is null or negative where nothing is unread. */
export const firstUnread = (items, after, me) => (after === null || after < 0 ? undefined
  : items.find(each => each.seq > after && each.senderId !== me && each.kind !== 'SYSTEM')?.seq);

export const nameOf = id => state.users.get(id)?.displayName || state.users.get(id)?.username || '…';
export const usernameOf = id => state.users.get(id)?.username || '';

export function titleOf(conversation) {
  if (conversation.type !== 'PRIVATE') return conversation.name;
  return nameOf(conversation.peerId || state.me?.id);
}

/** Conversations as the list shows them: pinned first, then by newest activity. */
export function listed() {
  const wanted = state.filter.trim().toLowerCase();
  return [...state.conversations.values()]
    .filter(each => each.role || each.type === 'PRIVATE')
    .filter(each => !wanted || titleOf(each).toLowerCase().includes(wanted))
    .sort((a, b) => Number(b.pinned) - Number(a.pinned) || activity(b).localeCompare(activity(a)));
}

const activity = conversation => conversation.lastActivityAt || conversation.createdAt;

export function open() {
  return state.openId ? state.conversations.get(state.openId) || null : null;
}

export const isAdmin = conversation => conversation?.role === 'OWNER' || conversation?.role === 'ADMIN';

export function mayWrite(conversation) {
  if (!conversation || conversation.archived || !conversation.role) return false;
  return conversation.postPolicy !== 'ADMINS' || isAdmin(conversation);
}

/** What the sender sees of a message's way: waiting, failed, sent, delivered or read. */
export function tickOf(message, members) {
  if (message.status === 'FAILED') return 'failed';
  const others = [...members.values()].filter(each => each.userId !== message.senderId);
  if (others.length && others.every(each => (each.readUpTo || 0) >= message.seq)) return 'read';
  return message.status === 'DELIVERED' ? 'delivered' : 'sent';
}

export function say(notice) {
  update({ notice });
  clearTimeout(say.timer);
  say.timer = setTimeout(() => update({ notice: null }), 5000);
}
