// Sending: what is written shows at once and waits, kept over reloads, until the service has it. Each send has a key of
// its own, so that trying again never stores it twice.
import { state, update, room, say } from './store.js';
import { api } from './session.js';
import { take } from './history.js';
import { drawn } from '../client/pauses.js';
import { t } from '../lib/i18n.js';
import { wordsOf } from '../lib/ui.js';

const MOST_WAITING = 200;
const kept = () => `messenger.waiting.${state.me.id}`;
const newKey = () => `web-${crypto.randomUUID()}`;

export function restorePending() {
  try {
    state.pending = JSON.parse(localStorage.getItem(kept()) || '[]').map(each => ({ ...each, state: 'waiting' }));
  } catch {
    state.pending = [];
  }
  flush();
}

function keep() {
  localStorage.setItem(kept(), JSON.stringify(state.pending.slice(0, MOST_WAITING)));
}

/** Puts a message into the conversation and sends it behind those that wait. */
export function send(conversationId, { body, attachments = [], replyTo = null }) {
  update(known => {
    known.pending.push({ key: newKey(), conversationId, body, attachments, replyTo, createdAt: new Date().toISOString(), state: 'waiting' });
    keep();
  });
  flush();
}

let sending = false;
let tries = 0;

/** Sends what waits, in order. A refusal stops only the message that was refused. */
export async function flush() {
  if (sending || !state.me) return;
  sending = true;
  clearTimeout(flush.timer);
  try {
    for (let next; (next = state.pending.find(each => each.state === 'waiting'));) {
      if (!(await sendOne(next))) return;
    }
  } finally {
    sending = false;
    if (state.me) keep();
  }
}

async function sendOne(next) {
  try {
    const { key, conversationId, body, attachments, replyTo } = next;
    const message = await api.post('/messages', {
      conversationId, clientMessageId: key,
      ...(body ? { body } : {}), ...(attachments.length ? { attachments: attachments.map(each => each.id) } : {}), ...(replyTo ? { replyTo: replyTo.id } : {}),
    });
    tries = 0;
    await take(message);
    return true;
  } catch (error) {
    if (error.isTransient) {
      flush.timer = setTimeout(flush, (Number(error.retryAfter) * 1000 || 0) + drawn(tries));
      tries += 1;
      update();
      return false;
    }
    update(() => Object.assign(next, { state: 'failed', error: wordsOf(error) }));
    return true;
  }
}

export function tryAgain(pending) {
  update(() => Object.assign(pending, { state: 'waiting', error: null }));
  flush();
}

export function giveUp(pending) {
  update(known => { known.pending = known.pending.filter(each => each !== pending); keep(); });
}

/** Uploads files beside the text that is being written. */
export async function attach(conversationId, files) {
  const inside = room(conversationId);
  for (const file of [...files].slice(0, 10 - inside.files.length)) {
    const entry = { name: file.name, size: file.size, progress: 0, url: file.type.startsWith('image/') ? URL.createObjectURL(file) : null };
    update(() => inside.files.push(entry));
    try {
      const media = await api.upload(file, progress => update(() => { entry.progress = progress; }));
      update(() => { entry.media = media; entry.progress = 1; });
    } catch (error) {
      update(() => { inside.files = inside.files.filter(each => each !== entry); });
      say(t('upload.failed', { name: file.name, why: wordsOf(error) }));
    }
  }
}

export function detach(conversationId, entry) {
  update(() => { room(conversationId).files = room(conversationId).files.filter(each => each !== entry); });
  if (entry.url) URL.revokeObjectURL(entry.url);
  if (entry.media) api.delete(`/media/${entry.media.id}`).catch(() => {});
}

export async function edit(message, body) {
  const changed = await api.patch(`/messages/${message.id}`, { body });
  await take(changed);
}

export async function remove(message) {
  await api.delete(`/messages/${message.id}`);
  await again(message.id);
}

export async function react(message, emoji) {
  const mine = message.reactions.find(each => each.emoji === emoji)?.userIds.includes(state.me.id);
  await api.call(mine ? 'DELETE' : 'PUT', `/messages/${message.id}/reactions/${encodeURIComponent(emoji)}`);
  await again(message.id);
}

export async function pin(message) {
  await api.call(message.pinnedAt ? 'DELETE' : 'POST', `/messages/${message.id}/pin`);
  await again(message.id);
}

export async function retry(message) {
  await api.post(`/messages/${message.id}/retry`);
  say(t('retry.begun'));
}

/** Reads a message again and takes whatever it says, also where its version did not grow. */
export async function again(id) {
  const message = await api.get(`/messages/${id}`);
  const inside = state.rooms.get(message.conversationId);
  update(() => {
    if (inside) inside.items = inside.items.map(each => (each.id === id ? message : each));
  });
  await take(message);
}
