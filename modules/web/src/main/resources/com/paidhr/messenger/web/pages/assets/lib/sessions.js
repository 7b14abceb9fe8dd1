// A session in a list, as its user and administrators see it.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, shortTime } from './i18n.js';
import { deviceOf } from './devices.js';

export const sessionRow = (session, end) => html`<li class="row"><span class="grow cut" title=${session.device || ''}>${deviceOf(session.device)}
    <br><span class="quiet small">${session.address || ''} · ${t('session.used', { when: shortTime(session.lastUsedAt) })}</span></span>
  ${session.current ? html`<span class="badge good">${t('session.this')}</span>` : end ? html`<button type="button" class="button slim" @click=${end}>${t('session.end')}</button>` : nothing}</li>`;
