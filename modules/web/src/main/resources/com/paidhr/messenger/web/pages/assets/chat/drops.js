// Files that are dropped anywhere on a conversation are attached to what is being written in it.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t } from '../lib/i18n.js';
import { icon } from '../lib/icons.js';
import { update, mayWrite } from './store.js';
import { attach } from './sending.js';

const hasFiles = event => event.dataTransfer?.types.includes('Files');

/** What a conversation does while files are dragged over it. */
export const drops = (conversation, inside) => ({
  over(event) {
    if (!hasFiles(event) || !mayWrite(conversation)) return;
    event.preventDefault();
    if (!inside.dropping) update(() => { inside.dropping = true; });
  },
  leave(event) {
    if (!event.currentTarget.contains(event.relatedTarget)) update(() => { inside.dropping = false; });
  },
  drop(event) {
    if (!inside.dropping) return;
    event.preventDefault();
    update(() => { inside.dropping = false; });
    attach(conversation.id, event.dataTransfer.files);
  },
});

export const veil = inside => (inside.dropping ? html`<div class="veil" role="status"><p>${icon('clip')} ${t('composer.drop')}</p></div>` : nothing);

/** A file that misses does not take the place of the page. */
export function keepThePage() {
  for (const type of ['dragover', 'drop']) {
    globalThis.addEventListener(type, event => {
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    });
  }
}
