import {
  BadRequestException, Body, Controller, Get, Injectable, NotFoundException, Param, Post, Query, Req,
} from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { ArrayMaxSize, IsArray, IsIn, IsMongoId, IsOptional, IsString, Length } from 'class-validator';
import { Model, Types, isValidObjectId } from 'mongoose';
import type { Caller } from './auth.js';
import { Conversation, Membership, Message } from './schemas.js';

class CreateConversation {
  @IsIn(['PRIVATE', 'GROUP']) type: string;
  @IsOptional() @IsString() @Length(1, 100) name?: string;
  @IsArray() @ArrayMaxSize(1000) @IsMongoId({ each: true }) memberIds: string[];
}

export const pageSize = (limit?: string) => {
  const size = limit === undefined ? 50 : Number(limit);
  if (!Number.isInteger(size) || size < 1 || size > 200) throw new BadRequestException('limit is 1 to 200');
  return size;
};

/** Who is in which conversation. One indexed look-up; 404 for those who are not. */
@Injectable()
export class Access {
  constructor(@InjectModel(Membership.name) private readonly memberships: Model<Membership>) {}

  async require(user: string, conversation: string) {
    const found =
      isValidObjectId(conversation) &&
      (await this.memberships
        .findOne({ conversationId: new Types.ObjectId(conversation), userId: new Types.ObjectId(user) })
        .lean());
    if (!found) throw new NotFoundException('conversation');
    return found;
  }
}

@Controller('conversations')
export class ConversationsController {
  constructor(
    @InjectModel(Conversation.name) private readonly conversations: Model<Conversation>,
    @InjectModel(Membership.name) private readonly memberships: Model<Membership>,
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly access: Access,
  ) {}

  @Post()
  async create(@Req() { user }: Caller, @Body() { type, name, memberIds }: CreateConversation) {
    const members = [...new Set([user.sub, ...memberIds])].map((id) => new Types.ObjectId(id));
    const made = await this.conversations.create({ type, name, members, lastActivityAt: new Date() });
    await this.memberships.insertMany(members.map((userId) => ({ conversationId: made._id, userId })));
    return { id: made.id, type, name };
  }

  /** Newest activity first; unread counts of all shown are asked for at once. */
  @Get()
  async list(@Req() { user }: Caller, @Query('limit') limit?: string) {
    const mine = await this.memberships.find({ userId: new Types.ObjectId(user.sub) }).lean();
    const reading = new Map(mine.map((membership) => [String(membership.conversationId), membership]));
    const found = await this.conversations
      .find({ _id: { $in: mine.map((membership) => membership.conversationId) } }, { members: 0 })
      .sort({ lastActivityAt: -1 })
      .limit(pageSize(limit))
      .lean();
    const items = await Promise.all(
      found.map(async ({ _id, type, name, lastMessage }) => ({
        id: String(_id),
        type,
        name,
        lastMessage,
        unreadCount: await this.unread(_id, user.sub, reading.get(String(_id))?.lastReadId),
      })),
    );
    return { items };
  }

  private unread(conversationId: Types.ObjectId, user: string, lastReadId?: Types.ObjectId) {
    return this.messages.countDocuments({
      conversationId,
      ...(lastReadId && { _id: { $gt: lastReadId } }),
      senderId: { $ne: new Types.ObjectId(user) },
    });
  }

  @Get(':id')
  async one(@Req() { user }: Caller, @Param('id') id: string) {
    const membership = await this.access.require(user.sub, id);
    const [found, unreadCount] = await Promise.all([
      this.conversations.findById(id, { members: 0 }).lean(),
      this.unread(membership.conversationId, user.sub, membership.lastReadId),
    ]);
    if (!found) throw new NotFoundException('conversation');
    return { id, type: found.type, name: found.name, lastMessage: found.lastMessage, unreadCount };
  }
}
