// One message: text, files, reactions, what can be done with it, and how far it is.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, timeOf, fullTime, bytes } from '../lib/i18n.js';
import { avatar, iconButton, problem, wordsOf } from '../lib/ui.js';
import { icon } from '../lib/icons.js';
import { nodesOf, plainOf } from '../lib/markdown.js';
import { state, update, room, nameOf, usernameOf, isAdmin, mayWrite, tickOf, say } from './store.js';
import { react, pin, remove, tryAgain, giveUp } from './sending.js';
import { go } from './route.js';
import { systemWords } from './words.js';
import { picture, save } from './files.js';

export const EMOJI = ['👍', '❤️', '😂', '🎉', '😮', '😢', '🙏', '✅', '👀', '🔥'];

const bodies = new WeakMap();

/** A message's text as nodes, made once for each version that is shown. */
function body(message) {
  if (!bodies.has(message)) {
    const nodes = nodesOf(message.body, message.mentions.map(usernameOf).map(name => name.toLowerCase()).concat(message.mentionsAll ? ['all'] : []));
    bodies.set(message, [...nodes.childNodes]);
  }
  return bodies.get(message);
}

export function messageView(message, { conversation, joined, compact, inside }) {
  if (message.kind === 'SYSTEM') return html`<li class="system" id=${`m-${message.seq}`}><span>${systemWords(message)} · ${timeOf(message.createdAt)}</span></li>`;
  const own = message.senderId === state.me.id;
  return html`<li class="message ${own ? 'own' : ''} ${joined ? 'joined' : ''}" id=${`m-${message.seq}`} data-seq=${message.seq}>
    ${own || conversation.type === 'PRIVATE' ? nothing : joined ? html`<span class="avatar-space"></span>` : avatar(message.senderId, nameOf(message.senderId))}
    <article class="bubble" tabindex="0" aria-label=${`${nameOf(message.senderId)}, ${timeOf(message.createdAt)}`}>
      ${own || joined || conversation.type === 'PRIVATE' ? nothing : html`<header class="tone-text-${message.senderId.length % 3}">${nameOf(message.senderId)}</header>`}
      ${message.replyTo && !compact ? quote(message) : nothing}
      ${message.deletedAt ? html`<p class="quiet"><i>${t('message.deleted')}</i></p>` : html`
        ${message.attachments.length ? html`<div class="files">${message.attachments.map(file)}</div>` : nothing}
        ${message.body ? html`<div class="text" dir="auto">${body(message)}</div>` : nothing}`}
      <footer>
        ${message.pinnedAt ? html`<span class="mini" title=${t('message.pinned')}>${icon('pin')}</span>` : nothing}
        ${message.editedAt && !message.deletedAt ? html`<span title=${fullTime(message.editedAt)}>${t('message.edited')}</span>` : nothing}
        <time datetime=${message.createdAt} title=${fullTime(message.createdAt)}>${timeOf(message.createdAt)}</time>
        ${own ? tick(tickOf(message, inside.members), message) : nothing}
      </footer>
    </article>
    ${message.reactions.length ? html`<div class="reactions">${message.reactions.map(each => reaction(message, each))}</div>` : nothing}
    ${message.deletedAt || compact || inside.hot !== message.seq ? nothing : actions(message, conversation, own)}
  </li>`;
}

const TICKS = {
  waiting: html`<svg viewBox="0 0 20 14"><circle cx="9" cy="7" r="5.2"/><path d="M9 4.4V7l2 1.2"/></svg>`,
  sent: html`<svg viewBox="0 0 20 14"><path d="m4 7.5 3.5 3.5L14 3.5"/></svg>`,
  delivered: html`<svg viewBox="0 0 20 14"><path d="m1.5 7.5 3.5 3.5L11.5 3.5M9 10.4l.7.6L16.500 3.500"/></svg>`,
  failed: html`<svg viewBox="0 0 20 14"><path d="M9 2.500v5.500M9 11.200h.01"/></svg>`,
};
TICKS.read = TICKS.delivered;

const tick = (name, message) => html`<button type="button" class="tick ${name}" title=${t(`tick.${name}`)} aria-label=${t(`tick.${name}`)}
  @click=${() => message && update({ dialog: { type: 'status', message } })}>${TICKS[name]}</button>`;

function quote(message) {
  const preview = message.replyPreview;
  const seq = Number(message.replyTo.slice(message.replyTo.lastIndexOf('.') + 1));
  return html`<button type="button" class="quote" @click=${() => go(message.conversationId, seq)}>
    ${preview ? html`<b>${nameOf(preview.senderId)}</b><span class="cut">${preview.deleted ? t('message.deleted') : preview.excerpt ? plainOf(preview.excerpt) : icon('file')}</span>` : html`<span>${t('message.gone')}</span>`}
  </button>`;
}

function file(attachment) {
  if (/^image\/(png|jpeg|gif|webp)$/.test(attachment.type)) {
    return html`<button type="button" class="image" aria-label=${t('message.image', { name: attachment.name })}
      @click=${() => update({ dialog: { type: 'viewer', attachment } })}>${picture(attachment)}</button>`;
  }
  return html`<button type="button" class="file" aria-label=${t('message.download', { name: attachment.name })} @click=${() => save(attachment)}>
    ${icon('file')}<span class="grow"><span class="cut">${attachment.name}</span><span class="quiet small">${bytes(attachment.size)}</span></span>${icon('download')}</button>`;
}

const reaction = (message, each) => html`<button type="button" class="reaction" aria-pressed=${String(each.userIds.includes(state.me.id))}
  title=${each.userIds.slice(0, 20).map(nameOf).join(', ')} @click=${() => attempt(react(message, each.emoji))}>${each.emoji} ${each.count}</button>`;

function actions(message, conversation, own) {
  const inside = room(message.conversationId);
  const writes = mayWrite(conversation);
  const toggle = event => { const box = event.currentTarget.parentElement.querySelector('.emoji'); box.hidden = !box.hidden; };
  return html`<div class="actions" role="toolbar" aria-label=${t('message.actions')}>
    ${writes ? iconButton('smile', t('message.react'), toggle) : nothing}
    ${writes ? iconButton('reply', t('message.reply'), () => { update(() => Object.assign(inside, { replyTo: message, editing: null })); document.querySelector('.composer textarea')?.focus(); }) : nothing}
    ${iconButton('thread', t('message.thread'), () => update({ panel: { type: 'thread', conversationId: message.conversationId, root: message.threadOf || message.id } }))}
    ${own && writes && message.kind === 'TEXT' ? iconButton('edit', t('message.edit'), () => { update(() => Object.assign(inside, { editing: message, draft: message.body, replyTo: null })); document.querySelector('.composer textarea')?.focus(); }) : nothing}
    ${writes && (conversation.type !== 'CHANNEL' || isAdmin(conversation)) ? iconButton('pin', t(message.pinnedAt ? 'message.unpin' : 'message.pin'), () => attempt(pin(message))) : nothing}
    ${own ? iconButton('info', t('message.info'), () => update({ dialog: { type: 'status', message } })) : nothing}
    ${own || isAdmin(conversation) ? iconButton('trash', t('message.delete'), () => update({ dialog: { type: 'sure', words: t('message.delete.sure'), go: () => remove(message) } })) : nothing}
    <span class="emoji" hidden>${EMOJI.map(each => html`<button type="button" @click=${event => { event.target.closest('.emoji').hidden = true; attempt(react(message, each)); }}>${each}</button>`)}</span>
  </div>`;
}

function attempt(work) {
  work.catch(error => say(wordsOf(error)));
}

/** A message that has yet to reach the service. */
export const pendingView = pending => html`<li class="message own pending ${pending.state}">
  <article class="bubble">
    ${pending.replyTo ? html`<div class="quote"><b>${nameOf(pending.replyTo.senderId)}</b><span class="cut">${plainOf(pending.replyTo.body || '')}</span></div>` : nothing}
    ${pending.attachments.map(each => html`<p class="file">${icon('file')}<span class="cut">${each.name}</span></p>`)}
    <div class="text" dir="auto">${pending.body}</div>
    <footer>${tick(pending.state === 'failed' ? 'failed' : 'waiting')}</footer>
    ${pending.state === 'failed' ? html`${problem(t('pending.failed', { why: pending.error }))}
      <div class="row"><button class="button slim" @click=${() => tryAgain(pending)}>${t('pending.retry')}</button>
        <button class="button slim" @click=${() => giveUp(pending)}>${t('pending.drop')}</button></div>` : nothing}
  </article></li>`;
