import 'reflect-metadata';
import { BullModule } from '@nestjs/bullmq';
import { Module, ValidationPipe } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { MongooseModule } from '@nestjs/mongoose';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes } from 'node:crypto';
import { AuthController, JwtGuard } from './auth.js';
import { Access, ConversationsController } from './conversations.js';
import { DeliveryWorker } from './delivery.js';
import { MessagesController } from './messages.js';
import {
  Conversation, ConversationSchema, Membership, MembershipSchema, Message, MessageSchema, User, UserSchema,
} from './schemas.js';

const redis = new URL(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379');

@Module({
  imports: [
    MongooseModule.forRoot(process.env.MONGODB_URL ?? 'mongodb://127.0.0.1:27017/peer', { maxPoolSize: 50 }),
    MongooseModule.forFeature([
      { name: User.name, schema: UserSchema },
      { name: Conversation.name, schema: ConversationSchema },
      { name: Membership.name, schema: MembershipSchema },
      { name: Message.name, schema: MessageSchema },
    ]),
    BullModule.forRoot({
      connection: { host: redis.hostname, port: Number(redis.port), maxRetriesPerRequest: null },
      prefix: 'peer',
      defaultJobOptions: { attempts: 5, backoff: { type: 'exponential', delay: 200 }, removeOnComplete: true, removeOnFail: 1000 },
    }),
    BullModule.registerQueue({ name: 'delivery' }),
    JwtModule.register({ secret: randomBytes(32), signOptions: { expiresIn: '24h' } }),
  ],
  controllers: [AuthController, ConversationsController, MessagesController],
  providers: [Access, DeliveryWorker, { provide: APP_GUARD, useClass: JwtGuard }],
})
class PeerModule {}

const app = await NestFactory.create<NestFastifyApplication>(PeerModule, new FastifyAdapter(), { logger: ['error', 'warn'] });
app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true }));
await app.listen(Number(process.env.PORT ?? 0), '127.0.0.1');
console.log(`listens on ${await app.getUrl()}`);
