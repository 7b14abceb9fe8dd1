import {
  Body, CanActivate, Controller, ExecutionContext, Get, HttpCode, Injectable, Post, Req, SetMetadata, UnauthorizedException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { JwtService } from '@nestjs/jwt';
import { InjectModel } from '@nestjs/mongoose';
import { IsEmail, IsOptional, IsString, Length } from 'class-validator';
import { Model } from 'mongoose';
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { User } from './schemas.js';

export interface Caller { user: { sub: string } }

const Open = () => SetMetadata('open', true);

@Injectable()
export class JwtGuard implements CanActivate {
  constructor(private readonly jwt: JwtService, private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.get('open', context.getHandler())) return true;
    const request = context.switchToHttp().getRequest();
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    try {
      request.user = await this.jwt.verifyAsync(token ?? '');
      return true;
    } catch {
      throw new UnauthorizedException();
    }
  }
}

class Credentials {
  @IsString() @Length(3, 60) username: string;
  @IsString() @Length(8, 200) password: string;
}

class Registration extends Credentials {
  @IsEmail() email: string;
  @IsOptional() @IsString() @Length(1, 60) displayName?: string;
}

@Controller()
export class AuthController {
  constructor(@InjectModel(User.name) private readonly users: Model<User>, private readonly jwt: JwtService) {}

  @Open()
  @Post('users')
  async register(@Body() { username, email, displayName, password }: Registration) {
    const salt = randomBytes(16).toString('hex');
    const user = await this.users.create({ username, email, displayName, passwordHash: `${salt}:${scryptSync(password, salt, 32).toString('hex')}` });
    return { id: user.id, username };
  }

  @Open()
  @Post('tokens')
  @HttpCode(200)
  async token(@Body() { username, password }: Credentials) {
    const user = await this.users.findOne({ username }).lean();
    const [salt, hash] = user?.passwordHash.split(':') ?? ['', '00'];
    const given = scryptSync(password, salt, Buffer.from(hash, 'hex').length);
    if (!user || !timingSafeEqual(given, Buffer.from(hash, 'hex'))) throw new UnauthorizedException();
    return { accessToken: await this.jwt.signAsync({ sub: String(user._id) }), tokenType: 'Bearer' };
  }

  @Get('users/me')
  async me(@Req() request: Caller) {
    const user = await this.users.findById(request.user.sub).lean();
    if (!user) throw new UnauthorizedException();
    return { id: String(user._id), username: user.username };
  }
}
