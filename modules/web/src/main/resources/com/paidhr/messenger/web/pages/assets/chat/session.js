// Signing in and out, and what must be known before the page can be used.
import { Api } from '../lib/api.js';
import { EventStream } from '../lib/stream.js';
import { state, update, room } from './store.js';

export const api = new Api({ onSignedOut: () => leave() });

const WAIT_FOR_STREAM_MS = 2000;
const PRESENCE_EVERY_MS = 30_000;

let stream = null;
let hear = () => {};

export function onEvent(listener) {
  hear = listener;
}

export async function begin() {
  const me = await whoAmI();
  if (!me) return;
  update(known => { known.me = me; known.users.set(me.id, me); });
  stream = new EventStream({ api, onEvent: event => hear(event), onState: connection => update({ connection }) });
  stream.start();
  await Promise.race([stream.live, new Promise(resolve => setTimeout(resolve, WAIT_FOR_STREAM_MS))]);
  await loadConversations();
  lookAround();
}

/** Nobody where the service demands a second factor first; the page then shows how to set one up. */
async function whoAmI() {
  try {
    return await api.get('/users/me');
  } catch (error) {
    if (!error.is?.('second-factor-setup-required')) throw error;
    update({ setup: { error: null } });
    return null;
  }
}

/** Asks again and again who is there, of those whose names are in sight. */
function lookAround() {
  clearTimeout(lookAround.timer);
  lookAround.timer = setTimeout(async () => {
    if (!state.me) return;
    const inside = state.rooms.get(state.openId);
    if (document.visibilityState === 'visible') await knowPresence([...[...state.conversations.values()].map(each => each.peerId), ...(inside ? inside.members.keys() : [])]);
    lookAround();
  }, PRESENCE_EVERY_MS);
}

export async function signIn(username, password, code) {
  await api.signIn(username, password, code);
  await begin();
}

export async function signUp({ username, email, displayName, password, invitation }) {
  await api.send('POST', '/users', { json: { username, email, password, ...(displayName ? { displayName } : {}), ...(invitation ? { invitation } : {}) } });
  await signIn(username, password);
}

function leave() {
  stream?.stop();
  stream = null;
  Object.assign(state, { me: null, setup: null, openId: null, panel: null, dialog: null, pending: [], listed: false, connection: 'connecting' });
  for (const kept of [state.users, state.conversations, state.rooms, state.presence]) kept.clear();
  update();
}

export async function loadConversations() {
  const all = await api.all('/conversations', {}, 400);
  update(known => {
    const opened = known.conversations.get(known.openId);
    known.conversations = new Map(all.map(each => [each.id, each]));
    if (opened && !known.conversations.has(opened.id) && opened.type === 'CHANNEL') known.conversations.set(opened.id, { ...opened, role: null });
    known.listed = true;
  });
  await know(all.flatMap(each => [each.peerId, each.lastMessage?.senderId]));
  await knowPresence(all.map(each => each.peerId));
}

export async function refreshConversation(id) {
  try {
    const found = await api.get(`/conversations/${id}`);
    update(known => known.conversations.set(id, found));
    await know([found.peerId, found.lastMessage?.senderId]);
    return found;
  } catch (error) {
    if (error.status === 404) update(known => forget(known, id));
    else throw error;
    return null;
  }
}

/** What one may no longer see is gone from the page as well. */
export function forget(known, id) {
  known.conversations.delete(id);
  known.rooms.delete(id);
  if (known.openId === id) Object.assign(known, { openId: null, panel: null, dialog: null });
}

const asked = new Map();

/** Learns the users behind ids; each is asked for once. */
export async function know(ids) {
  const missing = [...new Set(ids)].filter(id => id && !state.users.has(id));
  for (const id of missing) {
    if (!asked.has(id)) {
      asked.set(id, api.get(`/users/${id}`)
        .then(user => update(known => known.users.set(id, user)))
        .catch(() => {})
        .finally(() => asked.delete(id)));
    }
  }
  await Promise.all(missing.map(id => asked.get(id)));
}

const AT_ONCE = 50;

export async function knowPresence(ids) {
  const wanted = [...new Set(ids)].filter(id => id && id !== state.me?.id).slice(0, AT_ONCE);
  if (!wanted.length) return;
  try {
    const { items } = await api.get('/presence', { userIds: wanted.join(',') });
    update(known => items.forEach(each => known.presence.set(each.userId, each)));
  } catch {
    // Presence is a courtesy: without it nothing is shown.
  }
}

export async function loadMembers(id) {
  const members = await api.all(`/conversations/${id}/members`, {}, 1000);
  update(() => {
    const inside = room(id);
    inside.members = new Map(members.map(each => [each.userId, each]));
    inside.membersLoaded = true;
    const own = inside.members.get(state.me.id);
    if (own) inside.readUpTo = Math.max(inside.readUpTo, own.readUpTo || 0);
  });
  await know(members.slice(0, 200).map(each => each.userId));
  await knowPresence(members.map(each => each.userId));
}
