package io.github.qxylogin.client;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import okio.ByteString;

/** Passes HTTP/2 without TLS to a platform, and breaks its responses at a frame. */
final class Http2Relay implements AutoCloseable {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;

  /** When a break happens. */
  enum Point {
    /** Before the request, when the response before it has ended. */
    IDLE,
    /** After the platform has the request whole. */
    REQUEST,
    HEAD,
    BODY
  }

  /** How a stream or its connection ends. */
  enum End {
    FIN,
    RST,
    /** The stream ends in order, without the rest of the body. */
    EARLY_END,
    /** The connection takes no other stream; this one goes on. */
    GOAWAY_GRACEFUL,
    GOAWAY_REFUSED,
    GOAWAY_INTERNAL_ERROR(2),
    STREAM_NO_ERROR(0),
    STREAM_PROTOCOL_ERROR(1),
    STREAM_INTERNAL_ERROR(2),
    STREAM_REFUSED(7),
    STREAM_CANCEL(8),
    STREAM_ENHANCE_YOUR_CALM(11),
    STREAM_HTTP_1_1_REQUIRED(13);

    private final int error;

    End() {
      this(0);
    }

    End(int error) {
      this.error = error;
    }

    private boolean ofStream() {
      return name().startsWith("STREAM");
    }
  }

  record Cut(Point point, End end) {
    /** Returns whether HTTP/2 allows an end at a point. */
    boolean isPossible() {
      return switch (point) {
        case IDLE -> !end.ofStream() && end != End.EARLY_END;
        case REQUEST, HEAD -> end != End.EARLY_END;
        case BODY -> true;
      };
    }

    /** Returns whether the connection closes as soon as a whole response has passed. */
    boolean endsConnectionAfterResponse() {
      return point == Point.IDLE && (end == End.FIN || end == End.RST);
    }
  }

  private record Frame(int type, int flags, int stream, ByteString payload) {
    static Frame read(DataInputStream in) throws IOException {
      int lengthAndType = in.readInt();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = new byte[lengthAndType >>> 8];
      in.readFully(payload);
      return new Frame(lengthAndType & 0xff, flags, stream, ByteString.of(payload));
    }

    void write(DataOutputStream out) throws IOException {
      out.writeInt(payload.size() << 8 | type);
      out.writeByte(flags);
      out.writeInt(stream);
      out.write(payload.toByteArray());
      out.flush();
    }

    boolean endsStream() {
      return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
    }

    Frame half(int itsFlags) {
      return new Frame(type, itsFlags, stream, payload.substring(0, payload.size() / 2));
    }
  }

  private final ServerSocket listening = PromptSockets.listening();
  private final int platformPort;
  private final int cutResponse;
  private final Cut cut;
  private final AtomicInteger responses = new AtomicInteger();

  /** Starts a relay that cuts one response; the first is number 1. */
  Http2Relay(FakePlatform platform, int cutResponse, Cut cut) throws IOException {
    platformPort = platform.port();
    this.cutResponse = cutResponse;
    this.cut = cut;
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "HTTP/2 relay");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        start(() -> serve(client));
      }
    } catch (IOException closed) {
      // Then nobody connects any more.
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket platform = new Socket(InetAddress.getLoopbackAddress(), platformPort)) {
      platform.setTcpNoDelay(true);
      start(() -> passRequests(client, platform));
      DataInputStream in = new DataInputStream(platform.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      boolean open = true;
      while (open) {
        open = pass(Frame.read(in), out);
      }
      client.setSoLinger(cut.end == End.RST, 0);
    } catch (IOException ended) {
      // One side has closed the connection.
    }
  }

  private static void passRequests(Socket client, Socket platform) {
    try (platform) {
      client.getInputStream().transferTo(platform.getOutputStream());
    } catch (IOException ended) {
      // One side has closed the connection.
    }
  }

  /** Passes a frame of the platform's, and returns whether the connection is still open. */
  private boolean pass(Frame frame, DataOutputStream out) throws IOException {
    boolean begins = frame.type == HEADERS;
    int response = begins ? responses.incrementAndGet() : responses.get();
    boolean isCut = frame.stream != 0 && response == cutResponse;
    if (isCut && begins && cut.point == Point.REQUEST) {
      return end(frame, out) && passed(frame, out);
    }
    if (isCut && begins && cut.point == Point.HEAD) {
      return passed(frame, out) && end(frame, out);
    }
    if (isCut && cut.point == Point.BODY && frame.type == DATA && frame.payload.size() > 0) {
      return inBody(frame, out);
    }
    if (frame.endsStream() && cut.point == Point.IDLE && response == cutResponse - 1) {
      return cut.endsConnectionAfterResponse()
          ? passed(frame, out) && end(frame, out)
          : end(frame, out) && passed(frame, out);
    }
    return passed(frame, out);
  }

  private static boolean passed(Frame frame, DataOutputStream out) throws IOException {
    frame.write(out);
    return true;
  }

  private boolean inBody(Frame frame, DataOutputStream out) throws IOException {
    if (cut.end == End.GOAWAY_GRACEFUL) {
      return end(frame, out) && passed(frame, out);
    }
    frame.half(cut.end == End.EARLY_END ? END_STREAM : 0).write(out);
    return end(frame, out);
  }

  /** Ends a stream or its connection, and returns whether the connection is still open. */
  private boolean end(Frame frame, DataOutputStream out) throws IOException {
    switch (cut.end) {
      case FIN, RST -> {
        return false;
      }
      case EARLY_END -> {}
      case GOAWAY_GRACEFUL -> goAway(frame.stream, out);
      case GOAWAY_REFUSED -> goAway(Math.max(0, frame.stream - 2), out);
      case GOAWAY_INTERNAL_ERROR -> {
        goAway(0, out);
        return false;
      }
      default -> new Frame(RST_STREAM, 0, frame.stream, bytes(cut.end.error)).write(out);
    }
    return true;
  }

  private void goAway(int lastStream, DataOutputStream out) throws IOException {
    new Frame(GOAWAY, 0, 0, bytes(lastStream, cut.end.error)).write(out);
  }

  private static ByteString bytes(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
    Arrays.stream(numbers).forEach(bytes::putInt);
    return ByteString.of(bytes.array());
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
