// Files of messages. They need the token, so they are fetched and shown from memory; the oldest of many are let go.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t } from '../lib/i18n.js';
import { update, say } from './store.js';
import { api } from './session.js';
import { wordsOf } from '../lib/ui.js';

const MOST_KEPT = 60;
const LARGEST_SHOWN = 8_000_000;
const kept = new Map();

/** The address of a file in memory; null while it is fetched, undefined where it could not be. */
export function addressOf(attachment) {
  if (kept.has(attachment.id)) return kept.get(attachment.id);
  kept.set(attachment.id, null);
  api.get(`/media/${attachment.id}`, {}, { as: 'blob' })
    .then(blob => kept.set(attachment.id, URL.createObjectURL(blob)), () => kept.set(attachment.id, undefined))
    .finally(() => { trim(); update(); });
  return null;
}

function trim() {
  for (const [id, address] of kept) {
    if (kept.size <= MOST_KEPT) return;
    if (address) URL.revokeObjectURL(address);
    kept.delete(id);
  }
}

export function forgetFiles() {
  for (const address of kept.values()) if (address) URL.revokeObjectURL(address);
  kept.clear();
}

export function picture(attachment) {
  const address = attachment.size > LARGEST_SHOWN ? undefined : addressOf(attachment);
  const ratio = attachment.width && attachment.height ? { width: attachment.width, height: attachment.height } : null;
  if (address) return html`<img src=${address} alt=${attachment.name} width=${ratio?.width ?? nothing} height=${ratio?.height ?? nothing}>`;
  return html`<span class="placeholder">${address === null ? t('loading') : attachment.name}</span>`;
}

/** Fetches what is at a path and hands it to the browser to keep. */
export async function download(path, name) {
  const blob = await api.get(path, {}, { as: 'blob' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 30_000);
}

/** The same of a file; says so where it cannot be had. */
export async function save(attachment) {
  try {
    await download(`/media/${attachment.id}`, attachment.name);
  } catch (error) {
    say(wordsOf(error));
  }
}
