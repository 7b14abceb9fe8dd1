// Dead letters: why each was given up, and what to do about it.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, fullTime } from '../lib/i18n.js';
import { fieldsOf, problem, spinner, wordsOf } from '../lib/ui.js';
import { view, update, say } from './store.js';
import { api, nameOf } from './session.js';

async function load(more) {
  const known = view('dead');
  known.loading = true;
  try {
    const page = await api.get('/admin/dead-letters', { cause: known.cause, conversationId: known.conversationId, limit: 50, cursor: more ? known.next : undefined });
    update(() => Object.assign(known, { items: more ? [...known.items, ...page.items] : page.items, next: page.next, error: null, loading: false }));
  } catch (error) {
    update(() => Object.assign(known, { error, items: known.items || [], loading: false }));
  }
}

export const opened = () => load(false);

const one = (work, words) => async () => {
  try {
    await work();
    say(words);
  } catch (error) {
    say(wordsOf(error));
  }
  await load(false);
};

/** What is filtered by, as the body of a request. */
const chosen = ({ cause, conversationId }) => ({ ...(cause ? { cause } : {}), ...(conversationId ? { conversationId } : {}) });

async function many(dryRun) {
  try {
    const { matching, replayed } = await api.post('/admin/dead-letters/replay', { ...chosen(view('dead')), dryRun });
    say(dryRun ? t('dead.would', { n: matching }) : t('dead.begun', { n: replayed ?? matching }));
    if (!dryRun) await load(false);
  } catch (error) {
    say(wordsOf(error));
  }
}

/** Says how many they are before it asks why. */
async function discardAll() {
  const filter = chosen(view('dead'));
  try {
    const { matching } = await api.post('/admin/dead-letters/discard', { ...filter, dryRun: true });
    const go = reason => one(() => api.post('/admin/dead-letters/discard', { ...filter, reason }), t('saved'))();
    if (matching) update({ dialog: { title: t('dead.discard-n', { n: matching }), ask: t('dead.reason'), go } });
    else say(t('dead.would', { n: 0 }));
  } catch (error) {
    say(wordsOf(error));
  }
}

export function dead() {
  const known = view('dead');
  const filter = event => { const { cause, conversationId } = fieldsOf(event); update(() => Object.assign(known, { cause, conversationId, items: null })); load(false); };
  return html`
    <form class="row wrap filter" @submit=${filter}>
      <label class="field"><span>${t('dead.filter')}</span><input class="input" name="cause" .value=${known.cause || ''}></label>
      <label class="field"><span>${t('dead.conversation')}</span><input class="input" name="conversationId" .value=${known.conversationId || ''}></label>
      <button class="button">${t('search.title')}</button>
      <span class="row wrap">
        <button type="button" class="button" @click=${() => many(true)}>${t('dead.dry')}</button>
        <button type="button" class="button danger" @click=${discardAll}>${t('dead.discard-all')}</button>
        <button type="button" class="button primary" @click=${() => many(false)}>${t('dead.replay-all')}</button></span>
    </form>
    ${problem(known.error)}
    ${!known.items ? spinner() : known.items.length ? html`<ul class="stack">${known.items.map(letter)}</ul>
      ${known.next ? html`<button class="button" @click=${() => load(true)}>${t('dead.more')}</button>` : nothing}`
      : html`<div class="empty tall"><h2>${t('dead.none')}</h2><p>${t('dead.none.lead')}</p></div>`}`;
}

function letter(each) {
  const replay = one(() => api.post(`/admin/dead-letters/${each.id}/replay`), t('dead.begun', { n: 1 }));
  const discard = () => update({ dialog: { title: t('dead.discard'), ask: t('dead.reason'), go: reason => one(() => api.delete(`/admin/dead-letters/${each.id}`, { reason }), t('saved'))() } });
  return html`<li class="card letter">
    <div class="row wrap"><span class="badge bad">${each.cause}</span>${each.simulated ? html`<span class="badge">${t('dead.simulated')}</span>` : nothing}
      ${each.replaying ? html`<span class="badge warn">${t('dead.replaying')}</span>` : nothing}<span class="grow"></span>
      <button class="button slim" ?disabled=${each.replaying} @click=${replay}>${t('dead.replay')}</button><button class="button slim danger" @click=${discard}>${t('dead.discard')}</button></div>
    <p>${each.error}</p>
    <dl class="pairs"><dt>${t('dead.recipient')}</dt><dd>${nameOf(each.recipientId)}</dd><dt>${t('dead.message')}</dt><dd><code>${each.messageId}</code>
      <a href="#/visibility" @click=${() => Object.assign(view('visibility'), { messageId: each.messageId, user: each.recipientId })}>${t('console.visibility')}</a></dd>
      <dt>${t('dead.when')}</dt><dd>${fullTime(each.failedAt)}</dd></dl>
    <details><summary>${t('dead.attempts')}: ${each.attempts.length}</summary><ol class="attempts">${each.attempts.map(attempt => html`<li><time class="quiet">${fullTime(attempt.at)}</time>
      <b>${attempt.outcome}</b> ${attempt.latencyMs ? html`<span class="quiet">${Math.round(attempt.latencyMs)} ms</span>` : nothing} ${attempt.error || ''}</li>`)}</ol></details></li>`;
}

