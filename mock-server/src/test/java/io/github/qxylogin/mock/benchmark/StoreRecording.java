package io.github.qxylogin.mock.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a mock and its store, which begins empty, and keeps what the mock sends, to send
 * it again without the mock, as fast as the store reads.
 */
final class StoreRecording implements AutoCloseable {
  private static final byte[] END = "end-of-the-recording\r\n".getBytes(US_ASCII);
  private static final byte[] ASK_FOR_END =
      ("ECHO " + new String(END, US_ASCII)).getBytes(US_ASCII);

  private final StoreProcess store;
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Conversation> conversations = new CopyOnWriteArrayList<>();

  /** What a mock sent over one connection, and how many bytes were replied. */
  private record Conversation(Path sent, AtomicLong bytes, AtomicLong replied) {}

  private interface Work {
    void run() throws IOException;
  }

  /**
   * What became of what was sent again.
   *
   * @param seconds how long it took
   * @param store what it took of the store
   * @param replied how much was replied, beside what was at first: 1 if the same was done
   */
  record Replay(double seconds, StoreProcess.Work store, double replied) {}

  StoreRecording(StoreProcess store) throws IOException {
    this.store = store;
    store.forgetAll();
    inBackground(
        () -> {
          while (true) {
            record(door.accept());
          }
        });
  }

  private void record(Socket mock) throws IOException {
    Socket behind = new Socket(InetAddress.getLoopbackAddress(), store.port());
    Path file = Files.createTempFile("sent", ".resp");
    Conversation conversation = new Conversation(file, new AtomicLong(), new AtomicLong());
    conversations.add(conversation);
    inBackground(
        () -> {
          try (OutputStream kept = Files.newOutputStream(file)) {
            pass(mock.getInputStream(), behind, kept, conversation.bytes);
          }
        });
    inBackground(
        () ->
            pass(
                behind.getInputStream(),
                mock,
                OutputStream.nullOutputStream(),
                conversation.replied));
  }

  private static void pass(InputStream from, Socket to, OutputStream kept, AtomicLong count)
      throws IOException {
    byte[] some = new byte[1 << 16];
    try (to) {
      for (int read = from.read(some); read >= 0; read = from.read(some)) {
        kept.write(some, 0, read);
        to.getOutputStream().write(some, 0, read);
        count.addAndGet(read);
      }
    }
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // The mock, the store or this has ended.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return door.getLocalPort();
  }

  /** Returns how many bytes were sent by now over the connection that most were sent over. */
  long bytes() {
    return busiest().bytes.get();
  }

  private Conversation busiest() {
    return conversations.stream().max(Comparator.comparing(it -> it.bytes.get())).orElseThrow();
  }

  /**
   * Empties the store and sends it all again, over one connection, waiting for no reply; measures
   * what comes after so many bytes.
   */
  Replay replay(long from) throws IOException {
    store.forgetAll();
    Conversation again = busiest();
    try (FileChannel sent = FileChannel.open(again.sent);
        SocketChannel socket =
            SocketChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), store.port()))) {
      long replied = send(sent, 0, from, socket);
      StoreProcess.Work before = store.work();
      long start = System.nanoTime();
      replied += send(sent, from, sent.size(), socket);
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Replay(
          seconds, store.work().since(before), (double) replied / again.replied.get());
    }
  }

  private static long send(FileChannel sent, long from, long to, SocketChannel socket)
      throws IOException {
    inBackground(
        () -> {
          for (long at = from; at < to; ) {
            at += sent.transferTo(at, to - at, socket);
          }
          socket.write(ByteBuffer.wrap(ASK_FOR_END));
        });
    byte[] last = new byte[END.length];
    ByteBuffer some = ByteBuffer.allocate(1 << 16);
    long replied = 0;
    while (!Arrays.equals(last, END)) {
      int read = socket.read(some.clear());
      if (read < 0) {
        throw new EOFException("the store closed the connection");
      }
      replied += read;
      int kept = Math.min(read, last.length);
      System.arraycopy(last, kept, last, 0, last.length - kept);
      some.get(read - kept, last, last.length - kept, kept);
    }
    return replied;
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Conversation conversation : conversations) {
      Files.deleteIfExists(conversation.sent);
    }
  }
}
