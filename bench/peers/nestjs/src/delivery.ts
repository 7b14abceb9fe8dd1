import { Processor, WorkerHost } from '@nestjs/bullmq';
import { InjectModel } from '@nestjs/mongoose';
import { Job } from 'bullmq';
import { Model } from 'mongoose';
import { Conversation, Message } from './schemas.js';

/** Delivers to every member but the sender. A repeated job finds the message delivered and does nothing. */
@Processor('delivery', { concurrency: 50 })
export class DeliveryWorker extends WorkerHost {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    @InjectModel(Conversation.name) private readonly conversations: Model<Conversation>,
  ) {
    super();
  }

  async process(job: Job<{ messageId: string }>) {
    const message = await this.messages.findById(job.data.messageId, { conversationId: 1, senderId: 1 }).lean();
    const conversation = message && (await this.conversations.findById(message.conversationId, { members: 1 }).lean());
    if (!message || !conversation) return;
    const deliveredAt = new Date();
    const deliveries = conversation.members
      .filter((member) => !member.equals(message.senderId))
      .map((userId) => ({ userId, status: 'DELIVERED', deliveredAt, readAt: null }));
    await this.messages.updateOne({ _id: message._id, status: 'SENT' }, { status: 'DELIVERED', deliveries });
  }
}
