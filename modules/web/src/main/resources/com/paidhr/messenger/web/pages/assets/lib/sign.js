// The form for signing in, and for making an account where that is open.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t } from './i18n.js';
import { fieldsOf, focusSoon, problem } from './ui.js';

/**
 * @param form what the form remembers: `up`, `busy`, `error`, and `code` once a code was asked for
 * @param submit takes the fields and whether an account is to be made
 */
export const signForm = (form, { submit, toggle, title = t('app.name') }) => html`
  <main class="sign">
    <form @submit=${event => submit(fieldsOf(event), form.up)} aria-labelledby="sign-title">
      <img class="logo" src="/assets/icon.svg" alt="">
      <div><h1 id="sign-title">${title}</h1><p class="quiet">${t('signin.lead')}</p></div>
      ${field('username', t('signin.username'), { autocomplete: 'username', autofocus: true, pointer: '/username', error: form.error })}
      ${form.up ? html`
        ${field('email', t('signin.email'), { type: 'email', autocomplete: 'email', pointer: '/email', error: form.error })}
        ${field('displayName', t('signin.name'), { autocomplete: 'name', required: false, pointer: '/displayName', error: form.error })}` : nothing}
      ${field('password', t('signin.password'), { type: 'password', autocomplete: form.up ? 'new-password' : 'current-password', pointer: '/password', error: form.error })}
      ${form.code && !form.up ? html`${field('code', t('signin.code'), { autocomplete: 'one-time-code', required: false, error: form.error })}<p class="quiet small">${t('signin.code.lead')}</p>` : nothing}
      ${form.error?.status === 401 ? problem(t(form.code ? 'signin.failed.code' : 'signin.failed')) : problem(form.error)}
      <button class="button primary" ?disabled=${form.busy}>${t(form.up ? 'signin.create' : 'signin.go')}</button>
      ${toggle ? html`<button type="button" class="button" @click=${toggle}>${t(form.up ? 'signin.have' : 'signin.up')}</button>` : nothing}
    </form>
  </main>`;

/** Notes why a sign-in was refused. Where a code is missing the form gets a field for it, and the keyboard. */
export function refused(form, error) {
  const asked = Boolean(error.is?.('second-factor-required'));
  form.code ||= asked;
  form.error = asked ? null : error;
  if (asked) focusSoon('[name=code]');
}

/** The form by which somebody with a token sets a new password. */
export const passwordForm = (form, submit) => html`
  <main class="sign">
    <form @submit=${event => submit(fieldsOf(event).password)} aria-labelledby="sign-title">
      <img class="logo" src="/assets/icon.svg" alt="">
      <div><h1 id="sign-title">${t('reset.title')}</h1><p class="quiet">${t('reset.lead')}</p></div>
      ${field('password', t('profile.new'), { type: 'password', autocomplete: 'new-password', autofocus: true, pointer: '/password', error: form.error })}
      ${form.error?.status === 404 || form.error?.status === 410 ? problem(t('reset.bad')) : problem(form.error)}
      <button class="button primary" ?disabled=${form.busy}>${t('reset.go')}</button>
    </form>
  </main>`;

const field = (name, label, { type = 'text', autocomplete, autofocus, required = true, pointer, error }) => html`
  <label class="field"><span>${label}</span>
    <input class="input" name=${name} type=${type} autocomplete=${autocomplete} autocapitalize="none" spellcheck="false"
      ?autofocus=${autofocus} ?required=${required} aria-invalid=${error?.of?.(pointer) ? 'true' : nothing}></label>`;
