package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Listens on a free loopback port. Two event loops read and write the wire; each command runs on a
 * virtual thread of its own, so that one that waits for the disk holds up no other connection.
 */
final class WireServer implements AutoCloseable {

  private static final int EVENT_LOOPS = 2;

  /** One arena of 1 MiB chunks instead of the usual two of 4 MiB for each processor. */
  private static final PooledByteBufAllocator ALLOCATOR =
      new PooledByteBufAllocator(true, 0, 1, 8192, 7, 64, 16, false);

  private final EventLoopGroup loops =
      new NioEventLoopGroup(EVENT_LOOPS, new DefaultThreadFactory("store-wire", true));
  private final ChannelGroup clients =
      new DefaultChannelGroup("store-clients", GlobalEventExecutor.INSTANCE);
  private final ExecutorService commands =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("store-command-", 0).factory());
  private final Channel server;

  WireServer(MongoBackend backend) {
    var bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.ALLOCATOR, ALLOCATOR)
            .childOption(ChannelOption.ALLOCATOR, ALLOCATOR)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  public void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(new MongoWireReplyEncoder())
                        .addLast(new MongoWireMessageEncoder())
                        .addLast(new MongoWireProtocolHandler())
                        .addLast(new CommandHandler(backend, clients, commands))
                        .addLast(new MongoExceptionHandler());
                  }
                });
    this.server =
        bootstrap
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** Hands each request to an executor instead of running it on the event loop. */
  private static final class CommandHandler extends MongoDatabaseHandler {

    private final ExecutorService commands;

    CommandHandler(MongoBackend backend, ChannelGroup clients, ExecutorService commands) {
      super(backend, clients);
      this.commands = commands;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
      commands.execute(() -> run(context, request));
    }

    private void run(ChannelHandlerContext context, ClientRequest request) {
      try {
        super.channelRead0(context, request);
      } catch (RuntimeException e) {
        context.fireExceptionCaught(e);
      }
    }
  }

  /** Answers the commands that are running, then closes all connections. */
  @Override
  public void close() {
    server.close().syncUninterruptibly();
    commands.shutdown();
    try {
      commands.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clients.close().awaitUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
