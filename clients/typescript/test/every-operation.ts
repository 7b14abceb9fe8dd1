/**
 * Calls every operation of the document once: node every-operation.js URL ADMIN-PASSWORD NAMES.
 * Prints method, path and status of each answer; a test compares them with the document.
 */
import { MessengerClient, type Middleware } from '../src/index.js';

declare const process: { argv: string[] };
const [service, adminPassword, names] = process.argv.slice(2);

const seen: Middleware = {
  async post({ init, url, response }) {
    console.log(`${init.method} ${new URL(url).pathname} ${response.status}`);
  },
};

const admin = await MessengerClient.signIn(service, 'admin', adminPassword, seen);
const annUser = await register('ann');
const bobUser = await register('bob');
const ann = await signIn(annUser.username);
const bob = await signIn(bobUser.username);

function register(who: string) {
  const username = `${names}-${who}`;
  return admin.identity.registerUser({
    registerRequest: {
      username,
      email: `${username}@example.org`,
      password: `password-of-${username}`,
    },
  });
}

function signIn(username: string) {
  return MessengerClient.signIn(service, username, `password-of-${username}`, seen);
}

function check(good: unknown, what: string): void {
  if (!good) {
    throw new Error(`${what} is not as it should be`);
  }
}

async function until<T>(look: () => Promise<T>, good: (found: T) => boolean): Promise<T> {
  for (const end = Date.now() + 60_000; ; ) {
    const found = await look();
    if (good(found)) {
      return found;
    }
    check(Date.now() < end, JSON.stringify(found));
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

async function operation(): Promise<void> {
  const api = MessengerClient.anonymous(service, seen).operation;
  await api.getHealth();
  await api.getLiveness();
  await api.getReadiness();
  await api.getStartup();
  check((await api.getMetrics()).includes('# TYPE'), 'the metrics');
  check((await api.getOpenApi()).size > 1000, 'the document');
}

async function identity(): Promise<void> {
  const nobody = MessengerClient.anonymous(service, seen).identity;
  await nobody.getKeys();
  await nobody.createTokens({
    tokenRequest: { username: annUser.username, password: `password-of-${annUser.username}` },
  });
  check((await ann.identity.getMe()).email === annUser.email, 'the email');
  await ann.identity.changeMe({ profileRequest: { displayName: 'Ann of TypeScript' } });
  check(!(await ann.identity.getUser({ id: bobUser.id })).email, 'the email of another');
  check((await ann.identity.listUsers({ q: bobUser.username })).items.length === 1, 'the list');
}

async function conversations(): Promise<void> {
  const api = ann.conversations;
  const userId = bobUser.id;
  const { id } = await api.startConversation({
    newConversation: { type: 'GROUP', name: 'TypeScript', memberIds: [userId] },
  });
  check((await api.listConversations()).items.length === 1, 'the list');
  check((await api.getConversation({ id })).memberCount === 2, 'the count');
  await api.editConversation({ id, conversationChange: { topic: 'Types' } });
  check((await api.listConversationMembers({ id })).items.length === 2, 'the members');
  await api.getConversationMember({ id, userId });
  await api.editConversationMember({ id, userId, memberChange: { role: 'ADMIN' } });
  await ann.streams.tellTyping({ id });
  await api.silenceMember({
    id,
    userId,
    silence: { until: new Date(Date.now() + 3_600_000) },
  });
  await api.unsilenceMember({ id, userId });
  await api.removeConversationMember({ id, userId });
  await api.addConversationMember({ id, newMember: { userId } });
  await api.removeConversationMember({ id, userId });
  const invite = await api.createInvite({ id, newInvite: { maxUses: 2 } });
  check((await api.listInvites({ id })).items.length === 1, 'the invites');
  await bob.conversations.acceptInvite({ token: invite.token! });
  await api.revokeInvite({ id, inviteId: invite.id });
  await api.archiveConversation({ id });
}

async function media(): Promise<void> {
  const file = new File(['Hello'], 'hello.txt', { type: 'text/plain' });
  const { id } = await ann.media.uploadMedia({ file });
  await ann.media.checkMedia({ id });
  check((await (await ann.media.downloadMedia({ id })).text()) === 'Hello', 'the file');
  check(await ann.media.getMediaUsage(), 'the usage');
  await ann.media.deleteMedia({ id });
  let sent = 0;
  const again = await ann.upload(file, 'again.txt', (bytes, total) => (sent = bytes / total));
  check(again.name === 'again.txt' && sent === 1, 'the upload with progress');
}

async function messages(): Promise<void> {
  const api = ann.messages;
  const room = (
    await ann.conversations.startConversation({
      newConversation: { type: 'CHANNEL', name: 'TypeScript' },
    })
  ).id;
  const { id, seq } = await ann.send({ conversationId: room, body: 'One' });
  check((await api.getMessage({ id })).body === 'One', 'the body');
  await api.editMessage({ id, editMessage: { body: 'Two' } });
  check((await api.listMessageEdits({ id })).items.length === 1, 'the edits');
  await api.pinMessage({ id });
  await api.unpinMessage({ id });
  await api.addReaction({ id, emoji: '👍' });
  check((await api.getMessage({ id })).reactions.length === 1, 'the reactions');
  await api.removeReaction({ id, emoji: '👍' });
  await api.markMessageRead({ id, markRead: { upTo: true } });
  await api.markConversationsRead({
    bulkRead: { conversations: [{ conversationId: room, upTo: seq }] },
  });
  check((await api.listMessages({ conversationId: room })).items.length > 0, 'the history');
  check((await (await api.exportMessages({ conversationId: room })).text()).includes('Two'), 'the export');
  await ann.delivery.getMessageStatus({ id });
  check((await ann.delivery.getMessageTimeline({ id })).items.length > 0, 'the timeline');
  await api.deleteMessage({ id });
  const sendAt = new Date(Date.now() + 86_400_000);
  const later = (await ann.schedule({ conversationId: room, body: 'Later', sendAt })).id;
  check((await api.listScheduledMessages()).items.length === 1, 'the list of what is scheduled');
  check((await api.getScheduledMessage({ id: later })).body === 'Later', 'what is scheduled');
  await api.cancelScheduledMessage({ id: later });
}

async function streams(): Promise<void> {
  check((await ann.streams.createEventTicket()).ticket, 'the ticket');
  check((await ann.streams.pollEvents({ wait: 0 })).cursor, 'the cursor');
  check((await ann.streams.getPresence({ userIds: bobUser.id })).items.length === 1, 'who is there');
}

async function webhooks(): Promise<void> {
  const api = ann.webhooks;
  const room = (
    await ann.conversations.startConversation({
      newConversation: { type: 'PRIVATE', memberIds: [bobUser.id] },
    })
  ).id;
  const { secret, webhook } = await api.createWebhook({
    webhookRequest: {
      url: 'http://127.0.0.1:9/',
      types: ['message.created'],
      conversationIds: [room],
    },
  });
  check(secret.startsWith('whsec_'), 'the secret');
  const id = webhook.id;
  await ann.send({ conversationId: room, body: 'Nobody hears this' });
  const { items } = await until(
    () => api.listWebhookDeadLetters({ id }),
    found => found.items.length > 0,
  );
  await api.replayWebhookDeadLetter({ id, letterId: items[0].id });
  await api.replayWebhookDeadLetters({ id });
  check(!(await api.testWebhook({ id })).delivered, 'the test');
  check((await api.rotateWebhookSecret({ id })).secret !== secret, 'the new secret');
  check(!(await api.changeWebhook({ id, webhookRequest: { active: false } })).active, 'the change');
  check((await api.getWebhook({ id })).state === 'STOPPED', 'the webhook');
  check((await api.listWebhooks()).items.length === 1, 'the list of webhooks');
  await api.deleteWebhook({ id });
}

async function administration(): Promise<void> {
  const api = admin.administration;
  const scope = `user:${bobUser.id}`;
  await api.setNetworkProfile({ scope, networkProfile: { loss: 1 } });
  check((await api.getNetworkProfile({ scope })).loss === 1, 'the profile');
  const conversationId = (
    await ann.conversations.startConversation({
      newConversation: { type: 'PRIVATE', memberIds: [bobUser.id] },
    })
  ).id;
  const retried = (await ann.send({ conversationId, body: 'One' })).id;
  const replayed = (await ann.send({ conversationId, body: 'Two' })).id;
  const discarded = (await ann.send({ conversationId, body: 'Three' })).id;
  const { items } = await until(
    () => api.listDeadLetters({ conversationId }),
    found => found.items.length === 3,
  );
  const letterOf = (message: string) => items.find(letter => letter.messageId === message)!.id;
  await api.deleteNetworkProfile({ scope });
  await api.getDeadLetter({ id: letterOf(discarded) });
  await api.discardDeadLetter({ id: letterOf(discarded), reason: 'Not needed' });
  await api.discardDeadLetters({ discardRequest: { conversationId, dryRun: true } });
  await api.listNetworkDraws();
  await api.replayDeadLetters({ replayRequest: { conversationId, dryRun: true } });
  await ann.delivery.retryMessage({ id: retried });
  await api.replayDeadLetter({ id: letterOf(replayed) });
  await api.explainVisibility({ messageId: retried, userId: bobUser.id });
  await api.listAuditEntries({ conversationId });
  await api.verifyAuditLog();
  await api.checkConsistency();
  await api.getQueue();
  await api.listDelayedJobs();
  await api.listNodes();
  await api.pauseQueue();
  await api.resumeQueue();
  await api.rebuildQueue();
  await api.rotateSigningKey();
}

async function invitations(): Promise<void> {
  const api = admin.administration;
  const username = `${names}-guest`;
  const { token, invitation } = await api.createInvitation({ newInvitation: { role: 'auditor' } });
  await MessengerClient.anonymous(service).identity.registerUser({
    registerRequest: {
      username,
      email: `${username}@example.org`,
      password: `password-of-${username}`,
      invitation: token,
    },
  });
  const listed = (await api.listInvitations({ limit: 200 })).items;
  check(listed.find(each => each.id === invitation.id)?.uses === 1, 'the uses');
  await api.revokeInvitation({ invitationId: invitation.id });
}

async function reports(): Promise<void> {
  const api = admin.administration;
  const room = (
    await ann.conversations.startConversation({
      newConversation: { type: 'CHANNEL', name: 'Hall' },
    })
  ).id;
  const message = (await ann.send({ conversationId: room, body: 'Mind this' })).id;
  const { id } = await bob.messages.reportMessage({
    id: message,
    newReport: { reason: 'I mind' },
  });
  const open = (await api.listReports({ state: 'OPEN', limit: 200 })).items;
  check(open.some(each => each.id === id), 'the queue of reports');
  const resolved = await api.resolveReport({ id, reportResolution: { outcome: 'MESSAGE_DELETED' } });
  check(resolved.state === 'RESOLVED', 'the report');
}

async function blocks(): Promise<void> {
  const api = ann.conversations;
  await api.blockUser({ userId: bobUser.id });
  check((await api.listBlocks()).items[0]?.userId === bobUser.id, 'the block');
  await api.unblockUser({ userId: bobUser.id });
}

async function holdsAndErasures(): Promise<void> {
  const api = admin.administration;
  const scope = `user:${bobUser.id}`;
  await api.placeLegalHold({ scope, legalHoldReason: { reason: 'A lawsuit' } });
  const held = (await api.listLegalHolds({ limit: 200 })).items;
  check(held.some(each => each.scope === scope), 'the legal hold');
  await api.liftLegalHold({ scope });
  const gone = (await register('gone')).id;
  const { id } = await api.eraseUser({ id: gone, newErasure: { policy: 'REMOVE' } });
  check((await api.getErasure({ id })).userId === gone, 'the erasure');
}

async function users(): Promise<void> {
  const api = admin.administration;
  const username = `${names}-eve`;
  const password = `password-of-${username}`;
  const email = `${username}@example.org`;
  const { id } = await api.createUser({ newUser: { username, email } });
  check((await api.listUsersForAdmin({ q: username })).items.length === 1, 'the list of users');
  await api.changeUser({ id, adminUserChange: { active: false } });
  await api.changeUser({ id, adminUserChange: { active: true } });
  check((await api.getUserForAdmin({ id })).username === username, 'the user');
  const { token } = await api.issuePasswordReset({ id });
  await MessengerClient.anonymous(service, seen).identity.resetPassword({
    passwordResetUse: { token, password },
  });
  const eve = (await signIn(username)).identity;
  await signIn(username);
  const made = await eve.createAccessToken({
    newPersonalToken: { name: 'report', scopes: new Set(['READ']), currentPassword: password },
  });
  const script = MessengerClient.withToken(service, made.token);
  check((await script.identity.getMe()).username === username, 'the token');
  const { id: exportId } = await eve.requestMyExport();
  await until(() => eve.getMyExport({ exportId }), found => found.state === 'READY');
  check((await eve.downloadMyExport({ exportId })).size > 0, 'the own data');
  check((await eve.listMyExports()).items.length === 1, 'the exports');
  await eve.deleteMyExport({ exportId });
  const other = (await eve.listMySessions()).items.find(session => !session.current)!;
  await eve.endMySession({ sessionId: other.id });
  await signIn(username);
  await eve.endMyOtherSessions();
  check((await eve.listMySessions()).items.length === 1, 'the sessions');
  const [session] = (await api.listUserSessions({ id })).items;
  await api.endUserSession({ id, sessionId: session.id });
  await api.endUserSessions({ id });
  await secondFactor(id, username, password);
  await (await signIn(username)).identity.deactivateMe({
    deactivation: { currentPassword: password },
  });
}

async function secondFactor(id: string, username: string, password: string): Promise<void> {
  const eve = (await signIn(username)).identity;
  const newSecondFactor = { currentPassword: password };
  check(!(await eve.getMySecondFactor()).enabled, 'no second factor');
  let { secret } = await eve.proposeMySecondFactor({ newSecondFactor });
  const { recoveryCodes } = await eve.confirmMySecondFactor({
    secondFactorConfirmation: { code: await codeOf(secret, 0) },
  });
  check(recoveryCodes.length === 10, 'the recovery codes');
  await MessengerClient.signInWithCode(service, username, password, await codeOf(secret, 1), seen);
  await eve.endMySecondFactor({
    secondFactorRemoval: { currentPassword: password, code: recoveryCodes[0] },
  });
  ({ secret } = await eve.proposeMySecondFactor({ newSecondFactor }));
  await eve.confirmMySecondFactor({
    secondFactorConfirmation: { code: await codeOf(secret, 0) },
  });
  await admin.administration.resetSecondFactor({ id });
}

/** The code of now, or of a later half minute. */
async function codeOf(secret: string, later: number): Promise<string> {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map(char => letters.indexOf(char).toString(2).padStart(5, '0')).join('');
  const bytes = Uint8Array.from(bits.match(/.{8}/g)!, byte => parseInt(byte, 2));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const step = new DataView(new ArrayBuffer(8));
  step.setBigUint64(0, BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = new DataView(await crypto.subtle.sign('HMAC', key, step));
  const number = digest.getUint32(digest.getUint8(19) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** A stream ends with the session that it belongs to. */
async function end(): Promise<void> {
  const cid = await signIn((await register('cid')).username);
  const events = cid.streams.streamEvents();
  await until(
    () => admin.operation.getMetrics(),
    metrics => /messenger_streams_connected\S* [1-9]/.test(metrics),
  );
  await cid.identity.revokeCurrentTokens();
  check((await (await events).text()).includes('event: resumed'), 'the stream');
}

await operation();
await identity();
await conversations();
await media();
await messages();
await streams();
await webhooks();
await administration();
await users();
await invitations();
await reports();
await blocks();
await holdsAndErasures();
await end();
