// The menu behind the own picture.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t } from '../lib/i18n.js';
import { avatar } from '../lib/ui.js';
import { icon } from '../lib/icons.js';
import { state, update } from './store.js';
import { api } from './session.js';

const item = (name, label, action) => html`<li><button type="button" @click=${event => { event.target.closest('details').open = false; action(); }}>${icon(name)} ${label}</button></li>`;

export const menu = () => html`
  <details class="menu" @focusout=${event => { if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false; }}
    @keydown=${event => { if (event.key === 'Escape') event.currentTarget.open = false; }}>
    <summary aria-label=${t('more')}>${avatar(state.me.id, state.me.displayName)}</summary>
    <ul>
      <li class="who"><b>${state.me.displayName}</b><br><span class="quiet">@${state.me.username}</span></li>
      ${item('user', t('menu.profile'), () => update({ dialog: { type: 'profile' } }))}
      ${item('clock', t('menu.scheduled'), () => update({ panel: { type: 'scheduled', keep: true } }))}
      ${state.me.roles?.includes('admin') ? item('gauge', t('menu.console'), () => { location.href = '/console'; }) : nothing}
      ${item('out', t('menu.out'), () => api.signOut())}
    </ul>
  </details>`;
