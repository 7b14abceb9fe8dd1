/** Writes a note to oneself and sees it arrive: node hello.js URL USERNAME PASSWORD */
import { MessengerClient } from '../src/index.js';

declare const process: { argv: string[] };
const [service, username, password] = process.argv.slice(2);

const me = await MessengerClient.signIn(service, username, password);
const { id } = await me.identity.getMe();
const note = await me.conversations.startConversation({
  newConversation: { type: 'PRIVATE', memberIds: [id] },
});
await new Promise<void>(resolve => {
  const stream = me.events(async event => {
    if (event.type === 'resumed') {
      await me.send({ conversationId: note.id, body: 'Hello, me' });
    } else if (event.type === 'message.created') {
      console.log(`Arrived: ${event.message.body}`);
      stream.close();
      resolve();
    }
  });
});
