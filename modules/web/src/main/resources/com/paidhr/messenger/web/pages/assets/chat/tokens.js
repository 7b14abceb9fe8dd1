// Personal access tokens: made for scripts and bots, shown once, listed, and revoked.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, dayOf, fullTime } from '../lib/i18n.js';
import { fieldsOf, focusSoon, problem } from '../lib/ui.js';
import { state, update } from './store.js';
import { api } from './session.js';
import { copyField } from './copy.js';
import { loaded } from './loaded.js';
import { attempt } from './attempt.js';

const DAYS = [30, 90, 365];

export function tokensDialog(shown) {
  return { title: t('tokens.title'), body: html`<p>${t('tokens.lead')}</p>
    ${shown.made ? html`<section id="made" class="card stack"><h3>${shown.made.session.device}</h3><p>${t('tokens.made')}</p>${copyField(t('tokens.token'), shown.made.token)}</section>` : nothing}
    ${loaded(shown, 'sessions', () => api.get('/users/me/sessions'), found => tokens(shown, found.items.filter(each => each.scopes)))}
    <h3>${t('tokens.new')}</h3>${form(shown)}` };
}

const tokens = (shown, items) => items.length ? html`<ul class="stack plain">${items.map(each => html`<li class="row">
    <span class="grow"><b class="broken">${each.device}</b> ${each.scopes.map(scope => html`<span class="badge">${t(`tokens.${scope}`)}</span> `)}
      <br><span class="quiet small" title=${fullTime(each.expiresAt)}>${t('tokens.until', { when: dayOf(each.expiresAt) })}</span></span>
    <button type="button" class="button slim danger" aria-label=${t('tokens.revoke.one', { name: each.device })} @click=${() => revoke(shown, each)}>${t('tokens.revoke')}</button></li>`)}</ul>`
  : html`<p class="quiet">${t('tokens.none')}</p>`;

const revoke = (shown, each) => attempt(shown, async () => {
  await api.delete(`/users/me/sessions/${each.id}`);
  update(() => {
    delete shown.sessions;
    if (shown.made?.session.id === each.id) delete shown.made;
  });
});

function make(shown, event) {
  const fields = fieldsOf(event);
  const form = event.target;
  attempt(shown, async () => {
    const made = await api.post('/users/me/access-tokens', {
      name: fields.name, scopes: scopes().filter(each => each in fields), currentPassword: fields.currentPassword,
      expiresAt: new Date(Date.now() + Number(fields.days) * 86_400_000).toISOString(),
    });
    form.reset();
    update(() => { shown.made = made; delete shown.sessions; });
    focusSoon('#made input');
  });
}

const scopes = () => ['READ', 'WRITE', ...(state.me.roles?.some(role => role !== 'user') ? ['ADMIN'] : [])];

const form = shown => html`<form id="new-token" class="stack" @submit=${event => make(shown, event)}>
  <label class="field"><span>${t('tokens.name')}</span><input class="input" name="name" required maxlength="64" autocomplete="off"></label>
  <fieldset class="field plain"><legend class="quiet small">${t('tokens.scopes')}</legend>
    ${scopes().map(scope => html`<label class="row"><input type="checkbox" name=${scope} ?checked=${scope === 'READ'}><span>${t(`tokens.${scope}`)} <span class="quiet small">${t(`tokens.${scope}.may`)}</span></span></label>`)}</fieldset>
  <label class="field"><span>${t('tokens.days')}</span><select class="input" name="days">${DAYS.map(days => html`<option value=${days} ?selected=${days === 90}>${t('days', { n: days })}</option>`)}</select></label>
  <label class="field"><span>${t('profile.old')}</span><input class="input" name="currentPassword" type="password" required autocomplete="current-password"></label>
  ${problem(shown.error)}<div><button class="button primary" ?disabled=${shown.busy}>${t('tokens.make')}</button></div></form>`;
