import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { HydratedDocument, Types } from 'mongoose';

@Schema()
export class User {
  @Prop({ required: true, unique: true }) username: string;
  @Prop({ required: true, unique: true }) email: string;
  @Prop() displayName?: string;
  @Prop({ required: true }) passwordHash: string;
}

/** The newest message is kept here too, so that a list need not look for it. */
@Schema()
export class Conversation {
  @Prop({ required: true }) type: string;
  @Prop() name?: string;
  @Prop({ type: [Types.ObjectId], required: true }) members: Types.ObjectId[];
  @Prop({ required: true }) lastActivityAt: Date;
  @Prop({ type: Object }) lastMessage?: { id: string; senderId: string; body: string; createdAt: Date };
}

/** One member of one conversation, with how far they have read. */
@Schema()
export class Membership {
  @Prop({ type: Types.ObjectId, required: true }) conversationId: Types.ObjectId;
  @Prop({ type: Types.ObjectId, required: true }) userId: Types.ObjectId;
  @Prop({ type: Types.ObjectId }) lastReadId?: Types.ObjectId;
}

export class Delivery {
  userId: Types.ObjectId;
  status: 'SENT' | 'DELIVERED';
  deliveredAt?: Date;
  readAt?: Date;
}

@Schema()
export class Message {
  @Prop({ type: Types.ObjectId, required: true }) conversationId: Types.ObjectId;
  @Prop({ type: Types.ObjectId, required: true }) senderId: Types.ObjectId;
  @Prop({ required: true }) body: string;
  @Prop({ required: true }) createdAt: Date;
  @Prop({ required: true, default: 'SENT' }) status: string;
  @Prop({ type: Array, default: [] }) deliveries: Delivery[];
}

export type UserDocument = HydratedDocument<User>;
export type ConversationDocument = HydratedDocument<Conversation>;
export type MembershipDocument = HydratedDocument<Membership>;
export type MessageDocument = HydratedDocument<Message>;

export const UserSchema = SchemaFactory.createForClass(User);
export const ConversationSchema = SchemaFactory.createForClass(Conversation);
export const MembershipSchema = SchemaFactory.createForClass(Membership);
export const MessageSchema = SchemaFactory.createForClass(Message);

MembershipSchema.index({ conversationId: 1, userId: 1 }, { unique: true });
MembershipSchema.index({ userId: 1 });
MessageSchema.index({ conversationId: 1, _id: -1 });
