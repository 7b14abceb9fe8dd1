// Webhooks: addresses that are posted what the own stream tells. Made, tried, stopped and ended.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, count } from '../lib/i18n.js';
import { fieldsOf, focusSoon, problem } from '../lib/ui.js';
import { update } from './store.js';
import { api } from './session.js';
import { copyField } from './copy.js';
import { loaded } from './loaded.js';
import { attempt } from './attempt.js';

const PATH = '/users/me/webhooks';
const TONES = { SENDING: 'good', FAILING: 'warn', PAUSED: 'bad', GONE: 'bad', STOPPED: '' };

export function webhooksDialog(shown) {
  return { title: t('hooks.title'), body: html`<p>${t('hooks.lead')}</p>
    ${shown.secret ? html`<section id="secret" class="card stack"><h3>${t('hooks.secret')}</h3><p>${t('hooks.secret.lead')}</p>${copyField(t('hooks.secret'), shown.secret)}</section>` : nothing}
    ${loaded(shown, 'found', () => api.get(PATH), found => webhooks(shown, found.items))}
    <h3>${t('hooks.new')}</h3>${form(shown)}` };
}

const webhooks = (shown, items) => items.length ? html`<ul class="stack plain">${items.map(each => webhook(shown, each))}</ul>` : html`<p class="quiet">${t('hooks.none')}</p>`;

function webhook(shown, each) {
  const tried = shown.tried?.id === each.id ? shown.tried : null;
  const change = work => attempt(shown, async () => { await work(); update(() => { delete shown.found; }); });
  const button = (words, action, tone = '') => html`<button type="button" class="button slim ${tone}" ?disabled=${shown.busy} @click=${action}>${words}</button>`;
  return html`<li class="card stack"><div class="row wrap"><b class="grow broken">${each.url}</b><span class="badge ${TONES[each.state]}">${t(`hooks.${each.state}`)}</span></div>
    <p class="quiet small">${each.types.length ? each.types.join(', ') : t('hooks.all')}</p>
    ${each.error ? html`<p class="problem small">${each.error}</p>` : nothing}
    ${tried ? html`<p class=${tried.delivered ? 'note good' : 'problem'} role="status">${tried.delivered ? t('hooks.arrived', { status: tried.status, ms: count(tried.durationMs) }) : t('hooks.failed', { why: tried.error || tried.status })}</p>` : nothing}
    <div class="row wrap">${button(t('hooks.test'), () => test(shown, each))}
      ${each.active && each.state !== 'PAUSED' && each.state !== 'GONE' ? button(t('hooks.stop'), () => change(() => api.patch(`${PATH}/${each.id}`, { active: false }))) : button(t('hooks.start'), () => change(() => api.patch(`${PATH}/${each.id}`, { active: true })))}
      ${button(t('hooks.delete'), () => change(() => api.delete(`${PATH}/${each.id}`)), 'danger')}</div></li>`;
}

const test = (shown, each) => attempt(shown, async () => {
  const tried = await api.post(`${PATH}/${each.id}/test`);
  update(() => { shown.tried = { id: each.id, ...tried }; });
});

function make(shown, event) {
  const { url, types } = fieldsOf(event);
  const form = event.target;
  attempt(shown, async () => {
    const { secret } = await api.post(PATH, { url, types: types ? types.split(' ') : [] });
    form.reset();
    update(() => { shown.secret = secret; delete shown.found; });
    focusSoon('#secret input');
  });
}

const form = shown => html`<form id="new-webhook" class="stack" @submit=${event => make(shown, event)}>
  <label class="field"><span>${t('hooks.url')}</span><input class="input" name="url" type="url" required maxlength="2048" autocomplete="off"></label>
  <label class="field"><span>${t('hooks.what')}</span><select class="input" name="types"><option value="message.created">${t('hooks.messages')}</option><option value="">${t('hooks.all')}</option></select></label>
  ${problem(shown.error)}<div><button class="button primary" ?disabled=${shown.busy}>${t('hooks.make')}</button></div></form>`;
