// Everything that is kept of the user: asked for, watched while it is written, downloaded and removed.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, bytes, count, fullTime } from '../lib/i18n.js';
import { problem } from '../lib/ui.js';
import { state, update } from './store.js';
import { api } from './session.js';
import { loaded } from './loaded.js';
import { attempt } from './attempt.js';
import { download } from './files.js';

const PATH = '/users/me/exports';
const LOOK_MS = 1500;
const TONES = { WAITING: '', RUNNING: 'warn', READY: 'good', FAILED: 'bad' };
const isUnfinished = each => each.state === 'WAITING' || each.state === 'RUNNING';

export function takeoutDialog(shown) {
  return { title: t('takeout.title'), body: html`<p>${t('takeout.lead')}</p>
    ${loaded(shown, 'found', () => look(shown), found => html`
      ${found.items.length ? html`<ul class="stack plain">${found.items.map(each => row(shown, each))}</ul>` : nothing}
      ${problem(shown.error)}<div><button type="button" class="button primary" ?disabled=${shown.busy || found.items.some(isUnfinished)} @click=${() => ask(shown)}>${t('takeout.ask')}</button></div>`)}` };
}

const row = (shown, each) => html`<li class="card stack"><div class="row wrap"><b class="grow">${fullTime(each.requestedAt)}</b><span class="badge ${TONES[each.state]}">${t(`takeout.${each.state}`)}</span></div>
  ${each.state === 'RUNNING' ? html`<p class="quiet small" role="status">${t('takeout.sofar', { n: count(each.progress.reduce((sum, part) => sum + part.records, 0)) })}</p>` : nothing}
  ${each.failure ? html`<p class="problem small">${t(`takeout.why.${each.failure}`)}</p>` : nothing}
  ${each.state === 'READY' ? html`<p class="quiet small">${t('takeout.until', { size: bytes(each.size), when: fullTime(each.expiresAt) })}</p>` : nothing}
  <div class="row wrap">${each.state === 'READY' ? html`<button type="button" class="button slim" ?disabled=${shown.busy} @click=${() => fetchOne(shown, each)}>${t('takeout.download')}</button>` : nothing}
    <button type="button" class="button slim danger" ?disabled=${shown.busy} @click=${() => remove(shown, each)}>${t('takeout.remove')}</button></div></li>`;

/** What there is now; while one is unfinished and the dialog is open, it looks again. */
async function look(shown) {
  const found = await api.get(PATH);
  if (found.items.some(isUnfinished)) setTimeout(() => lookAgain(shown), LOOK_MS);
  return found;
}

async function lookAgain(shown) {
  if (state.dialog !== shown) return;
  try {
    const value = await look(shown);
    update(() => { shown.found = { state: 'there', value }; });
  } catch (error) {
    if (error.isTransient) setTimeout(() => lookAgain(shown), LOOK_MS);
    else update(() => { shown.error = error; });
  }
}

const change = (shown, work) => attempt(shown, async () => {
  await work();
  update(() => { delete shown.found; });
});

const ask = shown => change(shown, () => api.post(PATH));
const remove = (shown, each) => change(shown, () => api.delete(`${PATH}/${each.id}`));
const fetchOne = (shown, each) => attempt(shown, () => download(`${PATH}/${each.id}/content`, `messenger-${each.requestedAt.slice(0, 10)}.zip`));
