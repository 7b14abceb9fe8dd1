// Whether what is stored agrees with itself, walked page by page, and what is held by whom.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, count, fullTime } from '../lib/i18n.js';
import { fieldsOf, problem } from '../lib/ui.js';
import { view, update } from './store.js';
import { api } from './session.js';

const MOST = 500;

/** Asks for one page after another, until the end, enough findings, or another walk. */
async function walk(conversationId) {
  const walked = { findings: [], held: [], documents: 0, running: true };
  const known = view('consistency');
  update(() => Object.assign(known, { conversationId, walked, error: null }));
  let cursor;
  try {
    do {
      const page = await api.get('/admin/consistency', { conversationId, cursor });
      update(() => {
        walked.findings.push(...page.findings);
        walked.held.push(...page.held);
        walked.documents += page.documents;
      });
      cursor = page.next;
    } while (cursor && known.walked === walked && walked.findings.length < MOST);
  } catch (error) {
    update(() => { known.error = error; });
  }
  update(() => { walked.running = false; });
}

export function consistency() {
  const { walked, conversationId, error } = view('consistency');
  return html`<p class="quiet">${t('check.lead')}</p>
    <form class="row wrap filter" @submit=${event => walk(fieldsOf(event).conversationId || undefined)}>
      <label class="field"><span>${t('check.conversation')}</span><input class="input" name="conversationId" .value=${conversationId || ''}></label>
      <button class="button primary" ?disabled=${walked?.running}>${t('check.go')}</button></form>
    ${problem(error)}${walked ? result(walked, error) : nothing}`;
}

const result = (walked, error) => html`
  <p class=${walked.findings.length ? 'problem' : walked.running || error ? 'note' : 'note good'} role="status">${t(walked.running ? 'check.running' : walked.findings.length ? 'check.found' : error ? 'check.cut' : 'check.good', { n: walked.findings.length, documents: count(walked.documents) })}</p>
  ${table(t('check.findings'), [t('check.kind'), t('check.where'), t('check.subject'), t('audit.facts')], walked.findings.map(each => [html`<span class="badge bad">${each.kind}</span>`, html`<code>${each.conversationId || '–'}</code>`, html`<code>${each.subject}</code>`, each.detail]))}
  ${table(t('check.held'), [t('check.kind'), t('check.subject'), t('check.by'), t('check.since')], walked.held.map(each => [html`<span class="badge">${each.kind}</span>`, html`<code>${each.subject}</code>`, each.by, html`<time>${fullTime(each.since)}</time>`]))}`;

const table = (title, heads, rows) => rows.length ? html`<section class="card stack"><h3>${title}</h3><div class="scroll" tabindex="0" role="region" aria-label=${title}><table>
  <thead><tr>${heads.map(each => html`<th>${each}</th>`)}</tr></thead><tbody>${rows.map(row => html`<tr>${row.map(each => html`<td class="facts">${each}</td>`)}</tr>`)}</tbody></table></div></section>` : nothing;
