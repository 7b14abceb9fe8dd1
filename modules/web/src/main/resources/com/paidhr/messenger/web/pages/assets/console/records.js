// "Why can U not see M?", and the audit log.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, fullTime } from '../lib/i18n.js';
import { fieldsOf, problem, spinner } from '../lib/ui.js';
import { view, update } from './store.js';
import { api, idOf, nameOf } from './session.js';

export function visibility() {
  const known = view('visibility');
  const ask = async event => {
    const fields = fieldsOf(event);
    Object.assign(known, fields);
    try {
      const answer = await api.get('/admin/visibility', { userId: await idOf(fields.user), messageId: fields.messageId });
      update(() => Object.assign(known, { answer, error: null }));
    } catch (error) {
      update(() => Object.assign(known, { answer: null, error }));
    }
  };
  return html`<p class="quiet">${t('vis.lead')}</p>
    <form class="row wrap filter" @submit=${ask}>
      <label class="field"><span>${t('vis.user')}</span><input class="input" name="user" required .value=${known.user || ''}></label>
      <label class="field grow"><span>${t('vis.message')}</span><input class="input" name="messageId" required .value=${known.messageId || ''}></label>
      <button class="button primary">${t('vis.ask')}</button></form>
    ${problem(known.error)}${known.answer ? answer(known.answer) : nothing}`;
}

const answer = found => html`<section class="card stack" aria-live="polite">
  <p class="verdict ${found.visible ? 'good' : 'bad'}">${t(found.visible ? 'vis.yes' : 'vis.no', { name: nameOf(found.userId) })}</p><p>${found.reason}</p>
  <dl class="pairs"><dt>${t('vis.rule')}</dt><dd><code>${found.rule}</code></dd>
    ${found.interval ? html`<dt>${t('vis.interval')}</dt><dd>${found.interval.from}${found.interval.to ? ` – ${found.interval.to}` : ''}</dd>` : nothing}</dl></section>`;

async function load(more) {
  const known = view('audit');
  try {
    const page = await api.get('/admin/audit', { actorId: known.user ? await idOf(known.user) : undefined, conversationId: known.conversationId, limit: 50, cursor: more ? known.next : undefined });
    update(() => Object.assign(known, { items: more ? [...known.items, ...page.items] : page.items, next: page.next, error: null }));
  } catch (error) {
    update(() => Object.assign(known, { error, items: known.items || [] }));
  }
}

export const opened = () => load(false);

export function audit() {
  const known = view('audit');
  const filter = event => { Object.assign(known, fieldsOf(event), { items: null }); update(); load(false); };
  return html`<form class="row wrap filter" @submit=${filter}>
      <label class="field"><span>${t('audit.filter')}</span><input class="input" name="user" .value=${known.user || ''}></label>
      <label class="field"><span>${t('audit.conversation')}</span><input class="input" name="conversationId" .value=${known.conversationId || ''}></label>
      <button class="button">${t('search.title')}</button></form>
    ${problem(known.error)}
    ${!known.items ? spinner() : known.items.length ? html`<div class="card scroll" tabindex="0" role="region" aria-label=${t('console.audit')}><table>
      <thead><tr><th>${t('audit.when')}</th><th>${t('audit.actor')}</th><th>${t('audit.action')}</th><th>${t('audit.target')}</th><th>${t('audit.facts')}</th></tr></thead>
      <tbody>${known.items.map(each => html`<tr><td><time>${fullTime(each.at)}</time></td><td>${nameOf(each.actorId)}</td><td><code>${each.action}</code></td><td>${nameOf(each.targetId)}</td>
        <td class="facts">${Object.entries(each.facts || {}).map(([name, value]) => `${name}: ${value}`).join(', ')}</td></tr>`)}</tbody></table></div>
      ${known.next ? html`<button class="button" @click=${() => load(true)}>${t('audit.more')}</button>` : nothing}` : html`<div class="empty tall"><h2>${t('audit.none')}</h2></div>`}`;
}
