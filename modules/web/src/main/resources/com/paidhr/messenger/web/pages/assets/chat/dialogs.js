// The dialogs of the chat page, by name.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, fullTime, bytes } from '../lib/i18n.js';
import { avatar, dialog, fieldsOf, problem, wordsOf } from '../lib/ui.js';
import { icon } from '../lib/icons.js';
import { sessionRow } from '../lib/sessions.js';
import { state, update, room, nameOf, say } from './store.js';
import { api, know, loadConversations, refreshConversation } from './session.js';
import { retry } from './sending.js';
import { loaded } from './loaded.js';
import { addressOf, save } from './files.js';
import { newDialog, addDialog, browse } from './people.js';
import { factorDialog } from './factor.js';
import { tokensDialog } from './tokens.js';
import { webhooksDialog } from './webhooks.js';
import { takeoutDialog } from './takeout.js';
import { copyField } from './copy.js';
import { go } from './route.js';

const DIALOGS = { new: newDialog, add: addDialog, browse, sure, status, viewer, link, rename, later, profile, invite, factor: factorDialog, tokens: tokensDialog, webhooks: webhooksDialog, takeout: takeoutDialog };
const close = () => { if (state.dialog?.type === 'invite') go(null); update({ dialog: null }); };

export const dialogs = () => state.dialog ? dialog({ close, ...DIALOGS[state.dialog.type](state.dialog) }) : nothing;

/** Does something for a dialog: closes it afterwards, or shows in it why that was refused. */
export async function done(shown, work) {
  update(() => Object.assign(shown, { busy: true, error: null }));
  try {
    await work();
    if (state.dialog === shown) update({ dialog: null });
  } catch (error) {
    update(() => Object.assign(shown, { busy: false, error }));
  }
}

function sure(shown) {
  return { title: shown.words, body: problem(shown.error), footer: html`<button class="button" @click=${close}>${t('cancel')}</button>
    <button class="button primary" autofocus ?disabled=${shown.busy} @click=${() => done(shown, shown.go)}>${t('ok')}</button>` };
}

function status(shown) {
  const { message } = shown;
  const load = async () => {
    const found = await api.get(`/messages/${message.id}/status`, { limit: 200 });
    await know(found.recipients.map(each => each.userId));
    return found;
  };
  return { title: t('status.title'), body: loaded(shown, 'found', load, found => html`
    <p class="quiet">${t('status.recipients', { n: found.counts.recipients })}</p>
    <ul class="stack">${found.recipients.map(recipient)}</ul>
    ${found.counts.failed ? html`<button class="button" @click=${() => done(shown, () => retry(message))}>${t('status.retry')}</button>` : nothing}
    ${problem(shown.error)}`) };
}

function recipient(each) {
  const key = each.readAt ? 'read' : each.status.toLowerCase();
  const when = each.readAt || each.deliveredAt || each.failedAt;
  return html`<li class="row">${avatar(each.userId, nameOf(each.userId), { tiny: true })}<span class="grow cut">${nameOf(each.userId)}</span>
    <span class="quiet small">${each.attempts > 1 ? `${t('status.attempts', { n: each.attempts })} · ` : ''}${when ? fullTime(when) : ''}</span>
    <span class="badge ${key === 'failed' ? 'bad' : key === 'sent' ? 'warn' : 'good'}" title=${each.error || ''}>${t(`status.${key}`)}</span></li>`;
}

function viewer({ attachment }) {
  const address = addressOf(attachment);
  return { title: attachment.name, wide: true, body: html`<figure class="viewer">${address ? html`<img src=${address} alt=${attachment.name}>` : t('loading')}</figure>`,
    footer: html`<span class="grow quiet">${bytes(attachment.size)}${attachment.width ? ` · ${attachment.width} × ${attachment.height}` : ''}</span>
      <button class="button" @click=${() => save(attachment)}>${icon('download')} ${t('message.download', { name: '' })}</button>` };
}

function link({ address }) {
  return { title: t('info.invite'), body: html`<p>${t('info.invite.made')}</p>${copyField(t('info.invite'), address)}` };
}

function rename(shown) {
  const { conversation } = shown;
  const submit = event => {
    const { name, topic } = fieldsOf(event);
    done(shown, () => api.patch(`/conversations/${conversation.id}`, { name, topic }).then(() => refreshConversation(conversation.id)));
  };
  return { title: t('info.rename'), body: html`<form id="rename" class="stack" @submit=${submit}>
    <label class="field"><span>${t('new.name')}</span><input class="input" name="name" required .value=${conversation.name}></label>
    <label class="field"><span>${t('new.topic')}</span><input class="input" name="topic" .value=${conversation.topic || ''}></label>${problem(shown.error)}</form>`,
  footer: html`<button class="button primary" form="rename" ?disabled=${shown.busy}>${t('save')}</button>` };
}

const local = at => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

function later(shown) {
  const inside = room(shown.conversationId);
  const submit = event => {
    const sendAt = new Date(fieldsOf(event).at).toISOString();
    done(shown, async () => {
      await api.post('/messages', { conversationId: shown.conversationId, body: inside.draft.trim(), sendAt, clientMessageId: `web-${crypto.randomUUID()}` });
      update(() => { inside.draft = ''; });
      say(t('later.done', { when: fullTime(sendAt) }));
    });
  };
  return { title: t('later.title'), body: html`<form id="later" class="stack" @submit=${submit}><p class="card" dir="auto">${inside.draft}</p>
    <label class="field"><span>${t('later.at')}</span><input class="input" type="datetime-local" name="at" required min=${local(Date.now() + 60_000)} .value=${local(Date.now() + 3_600_000)}></label>${problem(shown.error)}</form>`,
  footer: html`<button class="button primary" form="later" ?disabled=${shown.busy}>${t('later.go')}</button>` };
}

function profile(shown) {
  const submit = event => {
    const fields = fieldsOf(event);
    const change = { displayName: fields.displayName, email: fields.email, readReceipts: 'receipts' in fields, addedBy: fields.addedBy };
    if (state.me.presence !== undefined) change.presence = 'presence' in fields;
    if (change.email === state.me.email) delete change.email;
    if (fields.newPassword) change.password = fields.newPassword;
    if (change.password || change.email) change.currentPassword = fields.oldPassword;
    done(shown, async () => {
      const me = await api.patch('/users/me', change);
      update(known => { known.me = me; known.users.set(me.id, me); });
      say(t('saved'));
    });
  };
  return { title: t('profile.title'), body: html`<form id="profile" class="stack" @submit=${submit}>
    <label class="field"><span>${t('profile.name')}</span><input class="input" name="displayName" required .value=${state.me.displayName}></label>
    <label class="field"><span>${t('profile.email')}</span><input class="input" name="email" type="email" .value=${state.me.email || ''}></label>
    <label class="row"><input type="checkbox" name="receipts" .checked=${state.me.readReceipts !== false}> ${t('profile.receipts')}</label>
    ${state.me.presence === undefined ? nothing : html`<label class="row"><input type="checkbox" name="presence" .checked=${state.me.presence !== false}> ${t('profile.presence')}</label>`}
    <label class="field"><span>${t('profile.added')}</span><select class="input" name="addedBy">${['ANYBODY', 'CONTACTS', 'NOBODY'].map(each => html`<option value=${each} ?selected=${each === (state.me.addedBy || 'ANYBODY')}>${t(`profile.added.${each}`)}</option>`)}</select></label>
    <h3>${t('profile.password')}</h3>
    <label class="field"><span>${t('profile.old')} <span class="quiet">${t('profile.old.why')}</span></span><input class="input" name="oldPassword" type="password" autocomplete="current-password"></label>
    <label class="field"><span>${t('profile.new')}</span><input class="input" name="newPassword" type="password" autocomplete="new-password"></label>
    ${problem(shown.error)}</form>
    <h3>${t('factor.title')}</h3><div><button class="button slim" @click=${() => update({ dialog: { type: 'factor' } })}>${t('factor.open')}</button></div>
    <h3>${t('profile.scripts')}</h3><div class="row wrap"><button class="button slim" @click=${() => update({ dialog: { type: 'tokens' } })}>${t('tokens.open')}</button>
      <button class="button slim" @click=${() => update({ dialog: { type: 'webhooks' } })}>${t('hooks.open')}</button></div>
    <h3>${t('takeout.title')}</h3><div><button class="button slim" @click=${() => update({ dialog: { type: 'takeout' } })}>${t('takeout.open')}</button></div>
    <h3>${t('profile.sessions')}</h3>${loaded(shown, 'sessions', () => api.get('/users/me/sessions'), found => html`<ul class="stack">${found.items.filter(each => !each.scopes).map(each => sessionRow(each, () => endSessions(shown, `/${each.id}`)))}</ul>
      ${found.items.filter(each => !each.scopes).length > 1 ? html`<div><button class="button slim" @click=${() => endSessions(shown, '')}>${t('profile.sessions.others')}</button></div>` : nothing}`)}`,
  footer: html`<button class="button primary" form="profile" ?disabled=${shown.busy}>${t('save')}</button>` };
}

/** Ends one session, or all others. */
async function endSessions(shown, which) {
  try {
    await api.delete(`/users/me/sessions${which}`);
    update(() => { delete shown.sessions; });
  } catch (error) {
    update(() => { shown.error = error; });
  }
}

function invite(shown) {
  const accept = () => done(shown, async () => {
    const joined = await api.post(`/invites/${encodeURIComponent(shown.token)}`);
    await loadConversations();
    go(joined.conversationId || joined.id);
  });
  return { title: t('invite.title'), body: shown.error ? problem(shown.error.status === 404 ? t('invite.bad') : wordsOf(shown.error)) : nothing,
    footer: html`<button class="button primary" autofocus ?disabled=${shown.busy} @click=${accept}>${t('invite.go')}</button>` };
}

