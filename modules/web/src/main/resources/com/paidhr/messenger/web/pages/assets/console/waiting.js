// Lanes that wait: whose, with which message, why, and when each goes on.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, count, fullTime, span } from '../lib/i18n.js';
import { problem, spinner } from '../lib/ui.js';
import { state, view, update } from './store.js';
import { api, nameOf } from './session.js';

const SHOWN = 50;
const TONES = { RETRY: 'bad', REPLAY: 'warn', UNREADABLE: 'bad' };

/** Reads what is in sight again; pages that were asked for behind it stay as they are. */
async function load(more) {
  const known = view('waiting');
  try {
    const page = await api.get('/admin/queue/delayed', { limit: SHOWN, cursor: more ? known.next : undefined });
    update(() => Object.assign(known, { items: more ? [...known.items, ...page.items] : page.items, next: page.next, deeper: Boolean(more), error: null }));
  } catch (error) {
    update(() => Object.assign(known, { error, items: known.items || [] }));
  }
}

export const opened = () => load(false);

/** What changes while one looks; who has turned pages is not taken back to the first. */
export async function again() {
  if (state.tab === 'waiting' && !view('waiting').deeper) await load(false);
}

export function waiting() {
  const known = view('waiting');
  return html`<p class="quiet">${t('wait.lead')}</p>
    ${problem(known.error)}
    ${!known.items ? spinner() : known.items.length ? html`<div class="card scroll" tabindex="0" role="region" aria-label=${t('console.waiting')}><table class="lanes">
      <thead><tr><th>${t('wait.for')}</th><th>${t('wait.why')}</th><th>${t('wait.due')}</th><th class="number">${t('wait.messages')}</th><th>${t('dead.message')}</th><th class="number">${t('console.partition')}</th></tr></thead>
      <tbody>${known.items.map(lane)}</tbody></table></div>
      <div class="row wrap">${known.next ? html`<button class="button" @click=${() => load(true)}>${t('dead.more')}</button>` : nothing}
        ${known.deeper ? html`<button class="button" @click=${() => load(false)}>${t('wait.again')}</button>` : nothing}</div>`
      : html`<div class="empty tall"><h2>${t('wait.none')}</h2><p>${t('wait.none.lead')}</p></div>`}`;
}

function lane(each) {
  const left = new Date(each.dueAt) - Date.now();
  return html`<tr><td>${each.recipientId ? nameOf(each.recipientId) : each.conversationId ? t('wait.everybody') : '–'}</td>
    <td><span class="badge ${TONES[each.reason] || ''}">${t(`wait.${each.reason}`)}</span>
      ${each.attempt > 1 ? html`<span class="quiet small">${t('wait.attempt', { n: each.attempt })}</span>` : nothing}
      ${each.simulated ? html`<a class="small" href="#/network" @click=${() => Object.assign(view('network'), { kind: 'user', id: each.recipientId, loaded: false })}>${t('dead.simulated')}</a>` : nothing}
      ${each.spentMs ? html`<span class="quiet small">${t('wait.spent', { time: span(each.spentMs) })}</span>` : nothing}</td>
    <td><time title=${fullTime(each.dueAt)}>${left > 0 ? t('wait.in', { time: span(left) }) : t('wait.now')}</time></td>
    <td class="number">${each.waitingMessages === null ? '–' : count(each.waitingMessages)}</td>
    <td class="facts">${each.messageId ? html`<code>${each.messageId}</code>
      ${each.recipientId ? html`<a class="small" href="#/visibility" @click=${() => Object.assign(view('visibility'), { messageId: each.messageId, user: each.recipientId, answer: null })}>${t('console.visibility')}</a>` : nothing}`
      : html`<code>${each.conversationId || '–'}</code>`}</td><td class="number">${each.partition}</td></tr>`;
}
