// The administrator's session, and names for ids.
import { Api } from '../lib/api.js';
import { state, update } from './store.js';

export const api = new Api({ onSignedOut: () => update({ me: null }) });

const asked = new Set();
const named = (id, name) => update(known => known.names.set(id, name));

/** The name behind a user's id; shown when it has come. The end of the id stands for one that does not come. */
export function nameOf(id) {
  if (!id) return '–';
  if (state.names.has(id)) return state.names.get(id);
  if (!asked.has(id)) {
    asked.add(id);
    api.get(`/users/${id}`).then(user => named(id, user.displayName), () => named(id, id.slice(-8)));
  }
  return '…';
}

/** The id of a user who is given by name or id. */
export async function idOf(text) {
  const { items } = await api.get('/users', { q: text, limit: 20 });
  return items.find(each => each.username.toLowerCase() === text.toLowerCase())?.id || text;
}
