package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.tls.ServerCertificate;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.config.Config;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.http.Headers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ProtocolConfigs;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionProvider;
import io.helidon.webserver.spi.ProtocolConfig;
import io.helidon.webserver.spi.ProtocolConfigProvider;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Makes a {@link WireConnection} of each connection that the server accepts. */
public final class WireSelector implements ServerConnectionSelector {
  /** Larger than what the parser of ours lets through, so that the server never refuses a size. */
  private static final int ANY_HEAD = 65_536;

  /** Connections that wait to be accepted: a flood of them shall not cost others a second. */
  private static final int BACKLOG = 4_096;

  private final ServerConnectionSelector server;
  private final Wire wire;
  private final @Nullable ServerCertificate certificate;

  private WireSelector(
      ServerConnectionSelector server, Wire wire, @Nullable ServerCertificate certificate) {
    this.server = server;
    this.wire = wire;
    this.certificate = certificate;
  }

  /**
   * Lets every connection of this listener pass through here.
   *
   * @param certificate what it shows where it is to speak TLS, else null
   * @param problems writes problem details with their detail as JSON
   * @param isLeaving whether clients are asked to go elsewhere with their next request
   */
  public static void install(
      ListenerConfig.BuilderBase<?, ?> builder,
      WireSettings settings,
      @Nullable ServerCertificate certificate,
      BiFunction<ProblemType, String, byte[]> problems,
      BooleanSupplier isLeaving) {
    Takeover.check();
    Connections connections = new Connections(settings, OpenFiles.bound(settings.maxConnections()));
    Wire wire =
        new Wire(settings, connections.watched(), new Answers(problems), new Faults(), isLeaving);
    // With a second selector the server would read the first bytes itself, without any limit.
    builder.protocolsDiscoverServices(false);
    List<ProtocolConfig> protocols = protocols();
    builder.protocols(upgrades(protocols));
    builder.backlog(BACKLOG);
    builder.maxTcpConnections(connections.max() + OpenFiles.ARRIVING);
    builder.addConnectionSelector(new WireSelector(http1(protocols), wire, certificate));
  }

  /** The server's own HTTP/1.1 with whatever protocols may take over from it. */
  @SuppressWarnings("deprecation") // The selector's builder knows no way to find the upgrades.
  private static ServerConnectionSelector http1(List<ProtocolConfig> protocols) {
    Http1Config config =
        Http1Config.builder()
            .maxPrologueLength(ANY_HEAD)
            .maxHeadersSize(ANY_HEAD)
            .receiveLog(false)
            .sendLog(false)
            .addSendListener(new AnswerListener())
            .build();
    return new Http1ConnectionProvider()
        .create("@default", config, ProtocolConfigs.create(protocols));
  }

  private static List<ProtocolConfig> protocols() {
    List<ProtocolConfig> protocols = new ArrayList<>();
    for (ProtocolConfigProvider<?> provider : ServiceLoader.load(ProtocolConfigProvider.class)) {
      protocols.add(provider.create(Config.empty(), provider.configKey()));
    }
    return protocols;
  }

  /** What may take over from HTTP/1.1 looks for its settings at the listener. */
  private static List<ProtocolConfig> upgrades(List<ProtocolConfig> protocols) {
    return protocols.stream().filter(each -> !(each instanceof Http1Config)).toList();
  }

  /** Tells a connection of each answer before its head is written. */
  private static final class AnswerListener implements Http1ConnectionListener {
    @Override
    public void headers(ConnectionContext context, Headers headers) {
      if (context.dataWriter() instanceof WireWriter writer) {
        writer.connection().answers(headers);
      }
    }

    @Override
    public void data(ConnectionContext context, BufferData data) {}

    @Override
    public void data(ConnectionContext context, byte[] bytes, int position, int length) {}
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    Socket socket = Takeover.socketOf(context);
    Peer peer = new Peer(wire.connections(), wire.settings(), socket);
    // Fails where the client is gone already, so before it is counted.
    HelidonSocket lean = Takeover.leanSocketOf(context, socket);
    if (!wire.connections().admit(peer)) {
      return new RefusedConnection(wire, peer, certificate == null ? lean : null);
    }
    try {
      return served(
          context, peer, certificate == null ? socket : secured(certificate, peer, socket));
    } catch (RuntimeException e) {
      wire.connections().leave(peer);
      peer.close();
      throw e;
    }
  }

  /** Counted already, so that hanging handshakes cost no more than hanging heads. */
  private SSLSocket secured(ServerCertificate shown, Peer peer, Socket socket) {
    try {
      SSLSocket secured = shown.over(socket);
      peer.secure(secured);
      return secured;
    } catch (IOException e) {
      if (e instanceof SSLException && !(e.getCause() instanceof EOFException)) {
        wire.faults().tell(peer, "The TLS handshake failed");
      }
      throw new CloseConnectionException("The TLS handshake failed", e);
    }
  }

  private ServerConnection served(ConnectionContext context, Peer peer, Socket socket) {
    HelidonSocket lean = Takeover.leanSocketOf(context, socket);
    var connection = new WireConnection(wire, peer, new Inflow(inputOf(socket), peer));
    var writer = new WireWriter(lean, peer, connection);
    Takeover.replace(context, lean, new DataReader(connection), writer);
    return connection.between(writer, server.connection(context));
  }

  private static InputStream inputOf(Socket socket) {
    try {
      return socket.getInputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData request) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return server.supportedApplicationProtocols();
  }
}
