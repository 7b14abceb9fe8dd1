// Publishes and works off jobs of BullMQ on command, one command a line on stdin, one answer a line on stdout:
// seconds, or for "dispatch" the milliseconds of each job. Usage: node worker.mjs PORT
import { createInterface } from 'node:readline';
import { Queue, Worker } from 'bullmq';

const connection = { host: '127.0.0.1', port: Number(process.argv[2]), maxRetriesPerRequest: null };
const options = { removeOnComplete: true, removeOnFail: true };
let queue;

/** The same text as ours: ids and a time. */
const data = (i) => ({
  j: `F|01m8583133w1d0aehrzkr4sg${10 + (i % 64)}.${1_000_000 + i}|01m8583134aygvpc7jt7n9zapj|${1764000000000 + i}`,
});

async function open() {
  await queue?.close();
  queue = new Queue('bench', { connection, defaultJobOptions: options });
  await queue.waitUntilReady();
}

async function publish(jobs, inFlight, size) {
  let next = 0;
  const sender = async () => {
    while (next < jobs) {
      const first = next;
      next += size;
      if (size === 1) {
        await queue.add('job', data(first));
      } else {
        await queue.addBulk(
          Array.from({ length: Math.min(size, jobs - first) }, (_, i) => ({ name: 'job', data: data(first + i) })));
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, sender));
}

async function consume(jobs, concurrency) {
  let done = 0;
  let finish;
  const finished = new Promise((resolve) => (finish = resolve));
  const worker = new Worker('bench', async () => {}, { connection, concurrency, autorun: false });
  worker.on('completed', () => ++done === jobs && finish());
  worker.on('error', (error) => console.error(error));
  await worker.waitUntilReady();
  const begin = performance.now();
  worker.run();
  await finished;
  const seconds = (performance.now() - begin) / 1000;
  await worker.close();
  return seconds;
}

async function dispatch(times, gap) {
  const warmUp = 100;
  const took = [];
  let arrived;
  const worker = new Worker('bench', async () => arrived(performance.now()), { connection });
  worker.on('error', (error) => console.error(error));
  await worker.waitUntilReady();
  for (let i = -warmUp; i < times; i++) {
    await new Promise((resolve) => setTimeout(resolve, gap));
    const arrival = new Promise((resolve) => (arrived = resolve));
    const begin = performance.now();
    await queue.add('job', data(warmUp + i));
    const end = await arrival;
    if (i >= 0) took.push(end - begin);
  }
  await worker.close();
  return took;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [command, jobs, number, size] = line.split(' ').map((word, i) => (i ? Number(word) : word));
  if (command === 'open') {
    await open();
    console.log('0');
  } else if (command === 'publish') {
    const begin = performance.now();
    await publish(jobs, number, size);
    console.log((performance.now() - begin) / 1000);
  } else if (command === 'dispatch') {
    console.log((await dispatch(jobs, number)).join(' '));
  } else {
    console.log(await consume(jobs, number));
  }
}
await queue?.close();
