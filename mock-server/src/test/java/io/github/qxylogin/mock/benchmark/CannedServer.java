package io.github.qxylogin.mock.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Sends the same bytes for whatever it reads: the most that the load tool could measure. */
final class CannedServer {
  private CannedServer() {}

  public static void main(String[] args) throws IOException {
    byte[] body = Traffic.seed().response().toString().getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(body.length);
    ByteBuffer response = ByteBuffer.allocateDirect(head.length() + body.length);
    response.put(head.getBytes(StandardCharsets.US_ASCII)).put(body);

    Selector selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    ByteBuffer request = ByteBuffer.allocateDirect(1 << 16);
    while (true) {
      selector.select(
          key -> {
            try {
              serve(selector, key, request, response);
            } catch (IOException gone) {
              key.cancel();
            }
          });
    }
  }

  private static void serve(
      Selector selector, SelectionKey key, ByteBuffer request, ByteBuffer response)
      throws IOException {
    if (key.channel() instanceof ServerSocketChannel server) {
      SocketChannel caller = server.accept();
      caller.configureBlocking(false);
      caller.register(selector, SelectionKey.OP_READ);
      return;
    }
    SocketChannel caller = (SocketChannel) key.channel();
    if (caller.read(request.clear()) < 0) {
      caller.close();
      return;
    }
    for (response.clear(); response.hasRemaining(); ) {
      caller.write(response);
    }
  }
}
