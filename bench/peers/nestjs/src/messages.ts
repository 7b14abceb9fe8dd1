import { InjectQueue } from '@nestjs/bullmq';
import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post, Query, Req } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Queue } from 'bullmq';
import { IsMongoId, IsString, Length } from 'class-validator';
import { Model, Types, isValidObjectId } from 'mongoose';
import type { Caller } from './auth.js';
import { Access, pageSize } from './conversations.js';
import { Conversation, Membership, Message } from './schemas.js';

class SendMessage {
  @IsMongoId() conversationId: string;
  @IsString() @Length(1, 40_000) body: string;
}

const view = (message: Omit<Message, 'deliveries'> & { _id: Types.ObjectId }) => ({
  id: String(message._id),
  conversationId: String(message.conversationId),
  senderId: String(message.senderId),
  body: message.body,
  createdAt: message.createdAt,
  status: message.status,
});

@Controller('messages')
export class MessagesController {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    @InjectModel(Conversation.name) private readonly conversations: Model<Conversation>,
    @InjectModel(Membership.name) private readonly memberships: Model<Membership>,
    @InjectQueue('delivery') private readonly queue: Queue,
    private readonly access: Access,
  ) {}

  /** Stores the message, then queues its delivery; the conversation's newest message follows. */
  @Post()
  async send(@Req() { user }: Caller, @Body() { conversationId, body }: SendMessage) {
    const { conversationId: id } = await this.access.require(user.sub, conversationId);
    const message = await this.messages.create({
      conversationId: id,
      senderId: new Types.ObjectId(user.sub),
      body,
      createdAt: new Date(),
    });
    const lastMessage = { id: message.id, senderId: user.sub, body: body.slice(0, 200), createdAt: message.createdAt };
    await Promise.all([
      this.conversations.updateOne({ _id: id }, { lastMessage, lastActivityAt: message.createdAt }),
      this.queue.add('deliver', { messageId: message.id }),
    ]);
    return view(message.toObject());
  }

  /** Newest page first, then pages before a message. */
  @Get()
  async history(
    @Req() { user }: Caller,
    @Query('conversationId') conversationId: string,
    @Query('limit') limit?: string,
    @Query('before') before?: string,
  ) {
    const { conversationId: id } = await this.access.require(user.sub, conversationId);
    const size = pageSize(limit);
    const found = await this.messages
      .find({ conversationId: id, ...(before && isValidObjectId(before) && { _id: { $lt: new Types.ObjectId(before) } }) }, { deliveries: 0 })
      .sort({ _id: -1 })
      .limit(size)
      .lean();
    const items = found.reverse().map(view);
    return { items, next: items.length === size ? items[0].id : null };
  }

  private async visible(user: string, id: string) {
    const message = isValidObjectId(id) && (await this.messages.findById(id).lean());
    if (!message) throw new NotFoundException('message');
    await this.access.require(user, String(message.conversationId));
    return message;
  }

  /** Moves the reader's mark, and keeps the first time of reading with the message. */
  @Post(':id/read')
  @HttpCode(200)
  async read(@Req() { user }: Caller, @Param('id') id: string) {
    const message = await this.visible(user.sub, id);
    const userId = new Types.ObjectId(user.sub);
    const readAt = new Date();
    await Promise.all([
      this.memberships.updateOne({ conversationId: message.conversationId, userId }, { $max: { lastReadId: message._id } }),
      this.messages.updateOne(
        { _id: message._id },
        { $set: { 'deliveries.$[own].readAt': readAt } },
        { arrayFilters: [{ 'own.userId': userId, 'own.readAt': null }] },
      ),
    ]);
    return { messageId: id, userId: user.sub, readAt };
  }

  @Get(':id/status')
  async status(@Req() { user }: Caller, @Param('id') id: string) {
    const { status, deliveries } = await this.visible(user.sub, id);
    return {
      status,
      counts: {
        recipients: deliveries.length,
        delivered: deliveries.filter((one) => one.status === 'DELIVERED').length,
        read: deliveries.filter((one) => one.readAt).length,
      },
      recipients: deliveries,
    };
  }
}
