// Small pieces that both pages use.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { icon } from './icons.js';
import { t } from './i18n.js';

const TONES = 8;

/** Two letters for a name. */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0] || '?'];
  return letters.map(word => [...word][0]).join('').toUpperCase();
}

/** A colour that stays with an id. */
export function toneOf(id) {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.codePointAt(0)) >>> 0;
  return sum % TONES;
}

export const avatar = (id, name, { presence, square, tiny } = {}) => html`
  <span class="avatar tone-${toneOf(id)} ${square ? 'square' : ''} ${tiny ? 'tiny' : ''}" aria-hidden="true">${initials(name)}
    ${presence && presence !== 'offline' ? html`<span class="dot ${presence}"></span>` : nothing}</span>`;

export const iconButton = (name, label, action, more = {}) => html`
  <button type="button" class="icon ${more.class || ''}" title=${label} aria-label=${label} ?disabled=${more.disabled}
    aria-pressed=${more.pressed ?? nothing} aria-expanded=${more.expanded ?? nothing} @click=${action}>${icon(name)}</button>`;

export const problem = error => error
  ? html`<p class="problem" role="alert">${typeof error === 'string' ? error : wordsOf(error)}</p>`
  : nothing;

/** A refusal in words, with the fields that are wrong. */
export function wordsOf(error) {
  if (error.isOffline) return t('offline.short');
  const fields = (error.problem?.errors || []).map(each => each.detail).filter(Boolean);
  return fields.length ? fields.join('. ') : error.message;
}

export const spinner = () => html`<div class="spinner" role="status" aria-label=${t('loading')}></div>`;

/** A dialog that is open as long as it is rendered; Escape and the cross close it. */
export const dialog = ({ title, close, body, footer, wide }) => html`
  <dialog class=${wide ? 'wide' : ''} aria-label=${title} @cancel=${event => { event.preventDefault(); close(); }}
    @click=${event => { if (event.target === event.currentTarget) close(); }}>
    <div class="sheet">
      <header><h2>${title}</h2>${iconButton('close', t('close'), close)}</header>
      <div class="body">${body}</div>
      ${footer ? html`<footer>${footer}</footer>` : nothing}
    </div>
  </dialog>`;

/** Opens dialogs that were rendered; the browser then keeps the focus inside and gives it back. */
export function openDialogs(root) {
  for (const each of root.querySelectorAll('dialog:not([open])')) each.showModal();
}

/** Gives the keyboard to what the next drawing shows. */
export const focusSoon = selector => requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector(selector)?.focus()));

/** The fields of a submitted form, without blanks around. */
export function fieldsOf(event) {
  event.preventDefault();
  return Object.fromEntries([...new FormData(event.target)].map(([name, value]) =>
    [name, typeof value === 'string' && !name.toLowerCase().includes('password') ? value.trim() : value]));
}
