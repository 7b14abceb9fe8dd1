// The address of what is shown: `#/c/<conversation>`, `#/c/<conversation>/<seq>`, `#/invite/<token>`,
// `#/password/<token>`, `#/invitation/<token>`. Tokens stand behind the `#`, so that no server or proxy gets to see them.
import { state, update } from './store.js';
import { openConversation, show } from './history.js';

export function parse(hash) {
  const [, kind, id, at] = hash.match(/^#\/(c|invite|invitation|password)\/([^/]+)(?:\/(\d+))?$/) || [];
  if (!kind) return {};
  return kind === 'c' ? { id: decodeURIComponent(id), at: at ? Number(at) : undefined } : { [kind]: decodeURIComponent(id) };
}

export function go(id, at) {
  const hash = id ? `#/c/${encodeURIComponent(id)}${at ? `/${at}` : ''}` : '#/';
  if (location.hash === hash) follow();
  else location.hash = hash;
}

export function follow() {
  if (!state.me) {
    update();
    return;
  }
  const { id, at, invite } = parse(location.hash);
  if (invite) update({ dialog: { type: 'invite', token: invite } });
  else if (id) openConversation(id, { at }).catch(() => update({ openId: null }));
  else update(known => show(known, null));
}

export function listen() {
  globalThis.addEventListener('hashchange', follow);
}
