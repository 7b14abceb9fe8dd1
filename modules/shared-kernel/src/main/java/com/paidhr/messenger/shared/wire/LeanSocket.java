package com.paidhr.messenger.shared.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * A socket without the platform's read buffer of 8 KiB, which an idle connection would keep for
 * nothing. Reading is the business of {@link Inflow}.
 */
final class LeanSocket implements HelidonSocket {
  private final Socket socket;
  private final OutputStream output;
  private final String socketId;
  private final String childSocketId;
  private final PeerInfo remote;
  private final PeerInfo local;

  LeanSocket(Socket socket, String socketId, String childSocketId) throws IOException {
    this.socket = socket;
    this.output = socket.getOutputStream();
    this.socketId = socketId;
    this.childSocketId = childSocketId;
    this.remote = new End(socket.getRemoteSocketAddress());
    this.local = new End(socket.getLocalSocketAddress());
  }

  private record End(SocketAddress address) implements PeerInfo {
    @Override
    public String host() {
      return ((InetSocketAddress) address).getHostString();
    }

    @Override
    public int port() {
      return ((InetSocketAddress) address).getPort();
    }

    @Override
    public Optional<Principal> tlsPrincipal() {
      return Optional.empty();
    }

    @Override
    public Optional<Certificate[]> tlsCertificates() {
      return Optional.empty();
    }
  }

  @Override
  public void write(BufferData buffer) {
    buffer.writeTo(output);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isConnected() {
    return !socket.isClosed();
  }

  @Override
  public byte[] get() {
    throw new UnsupportedOperationException("The connection reads by itself");
  }

  @Override
  public int read(BufferData buffer) {
    throw new UnsupportedOperationException("The connection reads by itself");
  }

  @Override
  public void idle() {
    throw new UnsupportedOperationException("Clients of the service do this");
  }

  @Override
  public PeerInfo remotePeer() {
    return remote;
  }

  @Override
  public PeerInfo localPeer() {
    return local;
  }

  @Override
  public boolean isSecure() {
    return socket instanceof SSLSocket;
  }

  @Override
  public String socketId() {
    return socketId;
  }

  @Override
  public String childSocketId() {
    return childSocketId;
  }
}
