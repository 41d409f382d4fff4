package io.github.qxylogin.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/**
 * Sockets that send at once. By default, a small segment waits until the one before it is
 * acknowledged, and over loopback too that takes 40 ms: each HTTP/2 stream and TLS handshake.
 */
final class PromptSockets {
  private static final int LONGEST_QUEUE = 500;

  private PromptSockets() {}

  static ServerSocket server() throws IOException {
    return new ServerSocket() {
      @Override
      public Socket accept() throws IOException {
        Socket accepted = super.accept();
        accepted.setTcpNoDelay(true);
        return accepted;
      }

      /** Of 200 callers at once, those beyond the usual 50 would wait for a second or more. */
      @Override
      public void bind(SocketAddress address, int backlog) throws IOException {
        super.bind(address, LONGEST_QUEUE);
      }
    };
  }

  /** Returns a server on a random port. */
  static ServerSocket listening() throws IOException {
    ServerSocket server = server();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return server;
  }

  /** OkHttp and MockWebServer create sockets that are not connected yet. */
  static SocketFactory clients() {
    return clients(socket -> {});
  }

  /** Returns a factory that reports each socket that it creates. */
  static SocketFactory clients(Consumer<Socket> created) {
    return new SocketFactory() {
      @Override
      public Socket createSocket() throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        created.accept(socket);
        return socket;
      }

      @Override
      public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
      }
    };
  }

  static ServerSocketFactory servers() {
    return new ServerSocketFactory() {
      @Override
      public ServerSocket createServerSocket() throws IOException {
        return server();
      }

      @Override
      public ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException();
      }

      @Override
      public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
