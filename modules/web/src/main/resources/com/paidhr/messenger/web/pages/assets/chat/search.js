// Search in one conversation or everywhere, with the found words marked.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, fullTime } from '../lib/i18n.js';
import { problem, spinner, avatar } from '../lib/ui.js';
import { state, update, nameOf, titleOf } from './store.js';
import { api, know } from './session.js';
import { go } from './route.js';

/** As in chat.css: there is room for one column. */
const NARROW = '(max-width: 44rem)';

export function searchPanel(shown) {
  if (shown.q && !shown.asked) find(shown);
  return { title: t('search.title'), body: html`
    <form role="search" class="stack" @submit=${event => { event.preventDefault(); update(() => Object.assign(shown, { q: event.target.q.value.trim(), asked: false, hits: null, next: null })); }}>
      <label class="field"><span>${t('search.words')}</span><input class="input" type="search" name="q" .value=${shown.q} autofocus></label>
      ${state.openId ? html`<label class="row"><input type="checkbox" .checked=${!shown.everywhere} @change=${event => update(() => Object.assign(shown, {
        everywhere: !event.target.checked, conversationId: event.target.checked ? state.openId : undefined, keep: !event.target.checked, asked: false, hits: null }))}> ${t('search.in')}</label>` : nothing}
    </form>
    ${shown.error ? problem(shown.error) : nothing}
    ${shown.hits ? results(shown) : shown.q ? (shown.error ? nothing : spinner()) : html`<p class="empty">${t('search.hint')}</p>`}` };
}

function results(shown) {
  if (!shown.hits.length && !shown.next) return html`<p class="empty">${t('search.none')}</p>`;
  return html`<ul class="hits">${shown.hits.map(hit)}</ul>
    ${shown.next ? html`<button class="button" @click=${() => find(shown)}>${t('search.more')}</button>` : nothing}`;
}

/** Goes to the place of a hit. On a narrow screen, where the panel covers it, the panel makes way. */
function open(found) {
  if (matchMedia(NARROW).matches) update({ panel: null });
  go(found.conversationId, found.seq);
}

const hit = found => html`<li><button type="button" class="hit-button" @click=${() => open(found)}>
  <span class="row">${avatar(found.senderId, nameOf(found.senderId), { tiny: true })}<b class="grow cut">${nameOf(found.senderId)}</b><time class="quiet small">${fullTime(found.createdAt)}</time></span>
  <span class="quiet small">${state.conversations.has(found.conversationId) ? titleOf(state.conversations.get(found.conversationId)) : ''}</span>
  <span dir="auto">${marked(found.snippet)}</span></button></li>`;

/** The snippet's text with its highlights, which are UTF-16 offsets as strings have them. */
function marked(snippet) {
  if (!snippet) return nothing;
  const parts = [];
  let at = 0;
  for (const { start, end } of snippet.highlights.map(each => ({ start: each.start ?? each.from, end: each.end ?? each.to }))) {
    parts.push(snippet.text.slice(at, start), html`<mark>${snippet.text.slice(start, end)}</mark>`);
    at = end;
  }
  return [...parts, snippet.text.slice(at)];
}

async function find(shown) {
  shown.asked = true;
  try {
    const page = await api.get('/messages', { q: shown.q, conversationId: shown.everywhere ? undefined : shown.conversationId, cursor: shown.next, limit: 30 });
    await know(page.items.map(each => each.senderId));
    update(() => Object.assign(shown, { hits: [...(shown.hits || []), ...page.items], next: page.next, error: null }));
  } catch (error) {
    update(() => Object.assign(shown, { error, hits: shown.hits || null }));
  }
}
