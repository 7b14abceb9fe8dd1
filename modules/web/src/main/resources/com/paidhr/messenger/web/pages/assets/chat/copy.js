// A text that is shown to be copied, since it is not shown again or is to be given to somebody.
import { html } from '../vendor/lit-html/lit-html.js';
import { t } from '../lib/i18n.js';
import { say } from './store.js';

async function copy(event) {
  const field = event.target.closest('.row').querySelector('input');
  field.select();
  await navigator.clipboard?.writeText(field.value).then(() => say(t('copied')), () => {});
}

export const copyField = (label, value) => html`<div class="row"><input class="input mono" readonly .value=${value} aria-label=${label} @focus=${event => event.target.select()}>
  <button type="button" class="button" @click=${copy}>${t('copy')}</button></div>`;
