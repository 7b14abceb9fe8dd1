// Where one writes: text, files, names, replies and edits.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { live } from '../vendor/lit-html/directives/live.js';
import { t, bytes } from '../lib/i18n.js';
import { iconButton, wordsOf, avatar } from '../lib/ui.js';
import { icon } from '../lib/icons.js';
import { plainOf } from '../lib/markdown.js';
import { state, update, mayWrite, nameOf, say } from './store.js';
import { api, refreshConversation } from './session.js';
import { send, attach, detach, edit } from './sending.js';

const TYPING_EVERY_MS = 3000;
const MOST_NAMES = 6;

export function composer(conversation, inside) {
  if (conversation.archived) return html`<p class="composer note-line">${t('room.archived')}</p>`;
  if (!conversation.role) {
    return html`<div class="composer note-line row"><span class="grow">${t('room.read-only')}</span>
      <button class="button primary" @click=${() => join(conversation)}>${t('room.join')}</button></div>`;
  }
  if (!mayWrite(conversation)) return html`<p class="composer note-line">${t('room.admins-only')}</p>`;
  return html`<form class="composer" @submit=${event => { event.preventDefault(); submit(conversation, inside); }}>
    ${context(inside)}
    ${inside.files.length ? html`<ul class="waiting-files">${inside.files.map(each => waitingFile(conversation, each))}</ul>` : nothing}
    ${names(inside)}
    <div class="row line">
      <label class="icon" title=${t('composer.attach')}>${icon('clip')}<span class="visually-hidden">${t('composer.attach')}</span>
        <input class="visually-hidden" type="file" multiple @change=${event => { attach(conversation.id, event.target.files); event.target.value = ''; }}></label>
      <textarea class="grow" rows="1" maxlength="40000" aria-label=${t('composer.label')} placeholder=${t('composer.hint')} dir="auto"
        .value=${live(inside.draft)} @input=${event => write(event.target, conversation, inside)} @keydown=${event => key(event, conversation, inside)}
        @paste=${event => paste(event, conversation)}></textarea>
      ${inside.editing ? nothing : iconButton('clock', t('composer.later'), () => update({ dialog: { type: 'later', conversationId: conversation.id } }), { disabled: !inside.draft.trim() })}
      <button class="icon send" title=${t('composer.send')} aria-label=${t('composer.send')} ?disabled=${!ready(inside)}>${icon('send')}</button>
    </div>
  </form>`;
}

const ready = inside => (inside.draft.trim() || inside.files.length) && inside.files.every(each => each.media);

function context(inside) {
  const message = inside.editing || inside.replyTo;
  if (!message) return nothing;
  const stop = () => update(() => { if (inside.editing) inside.draft = ''; Object.assign(inside, { editing: null, replyTo: null }); });
  return html`<div class="context row">${icon(inside.editing ? 'edit' : 'reply')}
    <span class="grow cut"><b>${inside.editing ? t('composer.editing') : t('composer.reply', { name: nameOf(message.senderId) })}</b> ${plainOf(message.body || '')}</span>
    ${iconButton('close', t('cancel'), stop)}</div>`;
}

const waitingFile = (conversation, each) => html`<li>
  ${each.url ? html`<img src=${each.url} alt="">` : icon('file')}
  <span class="grow"><span class="cut">${each.name}</span><span class="quiet small">${bytes(each.size)}</span>
    ${each.media ? nothing : html`<progress max="1" value=${each.progress} aria-label=${each.name}></progress>`}</span>
  ${iconButton('close', t('composer.remove', { name: each.name }), () => detach(conversation.id, each))}</li>`;

/** Names that complete the `@…` before the cursor. */
function names(inside) {
  if (!inside.mention?.found?.length) return nothing;
  return html`<ul class="names" role="listbox">${inside.mention.found.map((user, i) => html`<li role="option" aria-selected=${String(i === inside.mention.at)}>
    <button type="button" tabindex="-1" @click=${() => complete(inside, user)}>${avatar(user.id, user.displayName, { tiny: true })} <b>${user.displayName}</b> <span class="quiet">@${user.username}</span></button></li>`)}</ul>`;
}

function complete(inside, user) {
  const area = document.querySelector('.composer textarea');
  const before = area.value.slice(0, area.selectionStart).replace(/@[\p{L}\p{N}_.-]*$/u, `@${user.username} `);
  update(() => { inside.draft = before + area.value.slice(area.selectionStart); inside.mention = null; });
  requestAnimationFrame(() => { area.focus(); area.setSelectionRange(before.length, before.length); });
}

function write(area, conversation, inside) {
  const begun = area.value.slice(0, area.selectionStart).match(/(?:^|[\s(])@([\p{L}\p{N}_.-]*)$/u)?.[1]?.toLowerCase();
  update(() => {
    inside.draft = area.value;
    inside.mention = begun === undefined ? null : { at: 0, found: matching(inside, begun) };
  });
  grow(area);
  if (area.value && Date.now() - (inside.toldTyping || 0) > TYPING_EVERY_MS) {
    inside.toldTyping = Date.now();
    api.post(`/conversations/${conversation.id}/typing`).catch(() => {});
  }
}

function matching(inside, begun) {
  return [...inside.members.keys()].map(id => state.users.get(id)).filter(Boolean)
    .filter(user => user.id !== state.me.id && (user.username.toLowerCase().startsWith(begun) || user.displayName.toLowerCase().startsWith(begun)))
    .slice(0, MOST_NAMES);
}

export function grow(area) {
  area.style.height = 'auto';
  area.style.height = `${Math.min(area.scrollHeight, 220)}px`;
}

function key(event, conversation, inside) {
  const mention = inside.mention?.found?.length ? inside.mention : null;
  if (mention && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    update(() => { mention.at = (mention.at + (event.key === 'ArrowDown' ? 1 : mention.found.length - 1)) % mention.found.length; });
  } else if (mention && (event.key === 'Enter' || event.key === 'Tab')) {
    event.preventDefault();
    complete(inside, mention.found[mention.at]);
  } else if (event.key === 'Escape') {
    update(() => { if (inside.editing) inside.draft = ''; Object.assign(inside, { mention: null, editing: null, replyTo: null }); });
  } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit(conversation, inside);
  } else if (event.key === 'ArrowUp' && !inside.draft && !inside.editing) {
    const last = inside.items.findLast(each => each.senderId === state.me.id && each.kind === 'TEXT' && !each.deletedAt);
    if (last) { event.preventDefault(); update(() => Object.assign(inside, { editing: last, draft: last.body })); }
  }
}

async function submit(conversation, inside) {
  if (!ready(inside)) return;
  const body = inside.draft.trim();
  const { editing, replyTo, files } = inside;
  update(() => Object.assign(inside, { draft: '', replyTo: null, editing: null, files: [], mention: null, stick: true, away: false }));
  const area = document.querySelector('.composer textarea');
  if (area) area.style.height = 'auto';
  if (!editing) return send(conversation.id, { body, attachments: files.map(each => each.media), replyTo });
  try {
    await edit(editing, body);
  } catch (error) {
    say(wordsOf(error));
    update(() => Object.assign(inside, { editing, draft: body }));
  }
}

function paste(event, conversation) {
  if (!event.clipboardData.files.length) return;
  event.preventDefault();
  attach(conversation.id, event.clipboardData.files);
}

async function join(conversation) {
  try {
    await api.post(`/conversations/${conversation.id}/members`, {});
    await refreshConversation(conversation.id);
    say(t('room.joined'));
  } catch (error) {
    say(wordsOf(error));
  }
}
