// The second factor: setting it up, ending it, and the page for those who must set one up first.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, fullTime } from '../lib/i18n.js';
import { fieldsOf, focusSoon, problem } from '../lib/ui.js';
import { update, say } from './store.js';
import { api } from './session.js';
import { loaded } from './loaded.js';

const PATH = '/users/me/second-factor';

/** Does something and shows what follows from it, or why it was refused. */
async function step(shown, work) {
  update(() => Object.assign(shown, { busy: true, error: null }));
  try {
    const next = await work();
    update(() => Object.assign(shown, next));
    focusSoon('#factor input, #factor button');
  } catch (error) {
    update(() => { shown.error = error; });
  }
  update(() => { shown.busy = false; });
}

const field = (name, label, { type = 'text', autocomplete = 'off' } = {}) => html`
  <label class="field"><span>${label}</span><input class="input" name=${name} type=${type} autocomplete=${autocomplete} autocapitalize="none" spellcheck="false" required></label>`;

const password = () => field('currentPassword', t('profile.old'), { type: 'password', autocomplete: 'current-password' });

const form = (shown, label, submit, body) => html`<form id="factor" class="stack" @submit=${event => submit(fieldsOf(event))}>${body}${problem(shown.error)}
  <div><button class="button primary" ?disabled=${shown.busy}>${label}</button></div></form>`;

const begin = (shown, lead) => form(shown, t('factor.begin'), fields => step(shown, async () => ({ made: await api.post(PATH, fields) })),
  html`<p>${lead}</p>${password()}`);

const confirm = shown => form(shown, t('factor.confirm'), fields => step(shown, async () => ({ codes: (await api.post(`${PATH}/confirmation`, fields)).recoveryCodes })),
  html`<p>${t('factor.secret.lead')}</p>
    <div class="field"><span>${t('factor.secret')}</span><code class="card secret">${shown.made.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></div>
    <a href=${shown.made.uri}>${t('factor.link')}</a>
    ${field('code', t('factor.code'), { autocomplete: 'one-time-code' })}`);

const codes = (shown, done) => html`<div id="factor" class="stack"><h3>${t('factor.codes')}</h3><p>${t('factor.codes.lead')}</p>
  <ul class="card codes">${shown.codes.map(each => html`<li><code>${each}</code></li>`)}</ul>
  <div><button class="button primary" @click=${done}>${t('factor.done')}</button></div></div>`;

const end = (shown, factor, done) => form(shown, t('factor.end'), fields => step(shown, async () => {
  await api.post(`${PATH}/removal`, fields);
  say(t('factor.ended'));
  done();
}), html`<p>${t('factor.on', { when: fullTime(factor.since) })} ${t('factor.left', { n: factor.recoveryCodesLeft })}</p>
  ${password()}${field('code', t('factor.end.code'), { autocomplete: 'one-time-code' })}`);

/** What comes after the password: the secret, then the recovery codes; nothing before. */
const underWay = (shown, done) => shown.codes ? codes(shown, done) : shown.made ? confirm(shown) : nothing;

export function factorDialog(shown) {
  const done = () => update({ dialog: null });
  return { title: t('factor.title'), body: shown.made ? underWay(shown, done)
    : loaded(shown, 'factor', () => api.get(PATH), factor => factor.enabled ? end(shown, factor, done) : begin(shown, t('factor.off'))) };
}

/** The page of those who can do nothing before they have set one up. */
export const setupPage = (shown, done) => html`<main class="sign"><section class="card stack" aria-labelledby="factor-title">
  <h1 id="factor-title">${t('factor.title')}</h1>
  ${shown.made ? underWay(shown, done) : begin(shown, t('factor.demanded'))}
  <div><button class="button slim" @click=${() => api.signOut()}>${t('menu.out')}</button></div></section></main>`;
