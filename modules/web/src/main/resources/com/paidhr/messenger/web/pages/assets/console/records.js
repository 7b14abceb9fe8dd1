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
    const day = (date, hour) => (date ? new Date(`${date}T${hour}:00`).toISOString() : undefined);
    const page = await api.get('/admin/audit', {
      actorId: known.user ? await idOf(known.user) : undefined, targetId: known.target ? await idOf(known.target) : undefined,
      action: known.action, conversationId: known.conversationId, from: day(known.from, '00'), to: day(known.to, '24'), limit: 50, cursor: more ? known.next : undefined,
    });
    update(() => Object.assign(known, { items: more ? [...known.items, ...page.items] : page.items, next: page.next, error: null }));
  } catch (error) {
    update(() => Object.assign(known, { error, items: known.items || [] }));
  }
}

export const opened = () => load(false);

/** Asks the service to follow the chain of entries from the first to the last. */
async function verify() {
  const known = view('audit');
  try {
    const check = await api.get('/admin/audit/verify');
    update(() => Object.assign(known, { check, error: null }));
  } catch (error) {
    update(() => Object.assign(known, { error }));
  }
}

const verdict = check => check.intact ? t('audit.intact', { first: check.first, last: check.last }) : t('audit.broken', { fault: check.fault });

export function audit() {
  const known = view('audit');
  const filter = event => { Object.assign(known, fieldsOf(event), { items: null }); update(); load(false); };
  const field = (name, label, list, type = 'text') => html`<label class="field"><span>${label}</span><input class="input" type=${type} name=${name} list=${list ?? nothing} .value=${known[name] || ''}></label>`;
  return html`<form class="row wrap filter" @submit=${filter}>
      ${field('user', t('audit.filter'))}${field('target', t('audit.on'))}${field('action', t('audit.what'), 'audit-actions')}${field('conversationId', t('audit.conversation'))}
      ${field('from', t('audit.from'), undefined, 'date')}${field('to', t('audit.to'), undefined, 'date')}
      <datalist id="audit-actions">${[...new Set((known.items || []).map(each => each.action))].map(each => html`<option value=${each}></option>`)}</datalist>
      <button class="button">${t('search.title')}</button><span class="grow"></span><button type="button" class="button" @click=${verify}>${t('audit.verify')}</button></form>
    ${known.check ? html`<p class=${known.check.intact ? 'note good' : 'problem'} role="status">${verdict(known.check)}</p>` : nothing}
    ${problem(known.error)}
    ${!known.items ? spinner() : known.items.length ? html`<div class="card scroll" tabindex="0" role="region" aria-label=${t('console.audit')}><table>
      <thead><tr><th>${t('audit.when')}</th><th>${t('audit.actor')}</th><th>${t('audit.action')}</th><th>${t('audit.target')}</th><th>${t('audit.address')}</th><th>${t('audit.facts')}</th></tr></thead>
      <tbody>${known.items.map(each => html`<tr><td><time>${fullTime(each.at)}</time></td><td>${nameOf(each.actorId)}</td><td><code>${each.action}</code>${each.result === 'DONE' || !each.result ? nothing : html` <span class="badge bad">${each.result}</span>`}</td><td>${nameOf(each.targetId)}</td><td>${each.address || '–'}</td>
        <td class="facts">${Object.entries(each.facts || {}).map(([name, value]) => `${name}: ${value}`).join(', ')}</td></tr>`)}</tbody></table></div>
      ${known.next ? html`<button class="button" @click=${() => load(true)}>${t('audit.more')}</button>` : nothing}` : html`<div class="empty tall"><h2>${t('audit.none')}</h2></div>`}`;
}
