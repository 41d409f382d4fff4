package io.github.qxylogin.mock.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * One caller: sends its shots in turn, each to the next server if there are several, and reads each
 * response to its end.
 */
final class LoadConnection {
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);
  private static final byte[] END_OF_CHUNKS = "\r\n0\r\n\r\n".getBytes(ISO_8859_1);
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(ISO_8859_1);
  private static final byte[] TASK_ID = "\"taskId\":".getBytes(ISO_8859_1);

  private final List<SocketChannel> channels = new ArrayList<>();
  private final List<Prepared> shots;
  private final LongSupplier logins;
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(1 << 20);
  private final byte[] response = new byte[1 << 20];
  private final byte[] login = new byte[Shot.IDENTITY.length()];
  private final byte[] task = new byte[Shot.TASK.length()];
  private int next;
  private int server;
  private int length;
  private int bodyAt;
  private int end;

  /** When the pending request was sent, or should have been; 0 when none does. */
  long since;

  /** A shot in a buffer of its own, and where in it a login's values belong. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Prepared(
      ByteBuffer request, int[] loginAt, int[] taskAt, int status, byte[] marker) {
    static Prepared of(Shot shot) {
      byte[] bytes = shot.request();
      ByteBuffer request = ByteBuffer.allocateDirect(bytes.length).put(bytes);
      return new Prepared(
          request,
          places(bytes, Shot.IDENTITY),
          places(bytes, Shot.TASK),
          shot.status(),
          shot.marker().getBytes(UTF_8));
    }

    private static int[] places(byte[] bytes, String placeholder) {
      String text = new String(bytes, ISO_8859_1);
      return IntStream.range(0, bytes.length)
          .filter(at -> text.startsWith(placeholder, at))
          .toArray();
    }
  }

  LoadConnection(
      List<Integer> ports, int first, List<Shot> shots, LongSupplier logins, Selector selector)
      throws IOException {
    this.shots = shots.stream().map(Prepared::of).toList();
    this.logins = logins;
    server = first % ports.size();
    for (int port : ports) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.socket().setTcpNoDelay(true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
      channels.add(channel);
    }
  }

  void send(long now) throws IOException {
    Prepared shot = shots.get(next);
    if (next == 0) {
      digits(logins.getAsLong());
    }
    ByteBuffer request = shot.request;
    for (int at : shot.loginAt) {
      request.put(at, login);
    }
    for (int at : shot.taskAt) {
      request.put(at, task);
    }
    since = now;
    request.clear();
    while (request.hasRemaining()) {
      channels.get(server).write(request);
    }
  }

  private void digits(long number) {
    long rest = number;
    for (int at = login.length - 1; at >= 0; at--) {
      login[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Reads what is there; true when that completes the response, and the response is right. */
  boolean receive() throws IOException {
    incoming.clear();
    int count = channels.get(server).read(incoming);
    if (count < 0) {
      throw new IOException(
          "the server closed the connection after " + length + " bytes: " + text());
    }
    incoming.flip().get(response, length, count);
    length += count;
    if (!isComplete()) {
      return false;
    }
    judge(shots.get(next));
    next = (next + 1) % shots.size();
    server = (server + 1) % channels.size();
    length = 0;
    bodyAt = 0;
    since = 0;
    return true;
  }

  private boolean isComplete() {
    if (bodyAt == 0) {
      int head = find(END_OF_HEAD, 0, length);
      if (head < 0) {
        return false;
      }
      bodyAt = head + END_OF_HEAD.length;
      int value = find(LENGTH, 0, bodyAt);
      end = value < 0 ? 0 : bodyAt + (int) number(value + LENGTH.length);
    }
    return end > 0
        ? length >= end
        : length > bodyAt && find(END_OF_CHUNKS, length - END_OF_CHUNKS.length, length) >= 0;
  }

  private void judge(Prepared shot) throws IOException {
    int status = (int) number("HTTP/1.1".length());
    if (status != shot.status || find(shot.marker, bodyAt, length) < 0) {
      throw new IOException(
          "expected %d and %s, not: %s"
              .formatted(shot.status, new String(shot.marker, UTF_8), text()));
    }
    if (shots.size() > 1 && shots.get((next + 1) % shots.size()).taskAt.length > 0) {
      int at = find(TASK_ID, bodyAt, length) + TASK_ID.length;
      System.arraycopy(response, response[at] == '"' ? at + 1 : at, task, 0, task.length);
    }
  }

  private long number(int from) {
    int at = from;
    while (response[at] == ' ') {
      at++;
    }
    long number = 0;
    for (; response[at] >= '0' && response[at] <= '9'; at++) {
      number = 10 * number + response[at] - '0';
    }
    return number;
  }

  /** Finds bytes; letters of the head count as lower case. */
  private int find(byte[] wanted, int from, int to) {
    for (int at = Math.max(from, 0); at <= to - wanted.length; at++) {
      int same = 0;
      while (same < wanted.length && same(response[at + same], wanted[same])) {
        same++;
      }
      if (same == wanted.length) {
        return at;
      }
    }
    return -1;
  }

  private static boolean same(byte given, byte wanted) {
    return given == wanted || (given >= 'A' && given <= 'Z' && given + ('a' - 'A') == wanted);
  }

  private String text() {
    return new String(response, 0, Math.min(length, 2000), UTF_8);
  }

  void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }
}
