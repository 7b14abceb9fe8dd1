// SYSTEM messages and typing in words.
import { t } from '../lib/i18n.js';
import { nameOf, state } from './store.js';

export function systemWords(message) {
  const { type, facts = {} } = message.system || {};
  const names = { actor: nameOf(message.senderId), name: nameOf(facts.userId || message.senderId), role: facts.role ? t(`role.${facts.role}`) : '' };
  const key = { 'member.joined': 'joined', 'member.added': 'added', 'member.left': 'left', 'member.kicked': 'kicked', 'member.role': 'role', 'member.silenced': 'silenced', 'member.unsilenced': 'unsilenced',
    'conversation.updated': 'updated', 'conversation.archived': 'archived', 'conversation.restored': 'restored' }[type];
  return key ? t(`system.${key}`, names) : message.body || type || '';
}

const NAMED = 3;

export function typingWords(typing, now = Date.now()) {
  const ids = [...typing].filter(([id, until]) => until > now && id !== state.me.id).map(([id]) => id);
  if (!ids.length) return '';
  return t('room.typing', { n: ids.length, names: ids.slice(0, NAMED).map(nameOf).join(', ') + (ids.length > NAMED ? ' …' : '') });
}
