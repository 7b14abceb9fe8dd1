// Things that a panel or dialog loads when it opens: kept with it, loaded once.
import { html } from '../vendor/lit-html/lit-html.js';
import { update } from './store.js';
import { problem, spinner } from '../lib/ui.js';

/** What `load` answers, kept in `holder` under `key`; meanwhile a spinner, or what went wrong. */
export function loaded(holder, key, load, view) {
  if (!(key in holder)) {
    holder[key] = { state: 'loading' };
    load().then(
      value => update(() => { holder[key] = { state: 'there', value }; }),
      error => update(() => { holder[key] = { state: 'failed', error }; }));
  }
  const slot = holder[key];
  if (slot.state === 'loading') return spinner();
  if (slot.state === 'failed') return html`${problem(slot.error)}`;
  return view(slot.value);
}
