package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Operation;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** A TLS server that serves one request per connection, or cuts the connection before that. */
final class TlsServer implements AutoCloseable {
  private static final int TYPE_AND_VERSION_BYTES = 3;
  private static final int WARNING = 1;
  private static final int FATAL = 2;

  /** How a connection ends. */
  enum Cut {
    NONE,
    CONNECTED_FIN,
    CONNECTED_RST,
    HELLO_FIN,
    HELLO_RST,
    HELLO_SILENCE,
    HELLO_INTERNAL_ERROR(80),
    HELLO_HANDSHAKE_FAILURE(40),
    HELLO_PROTOCOL_VERSION(70),
    HELLO_CLOSE_NOTIFY,
    HELLO_HALF_FIN,
    SECURED_FIN,
    SECURED_RST,
    SECURED_CLOSE_NOTIFY,
    SECURED_ALERT(80),
    REQUEST_FIN,
    REQUEST_RST,
    REQUEST_CLOSE_NOTIFY,
    REQUEST_GARBAGE,
    REQUEST_ALERT(80),
    HEAD_FIN,
    HEAD_RST,
    BODY_FIN,
    BODY_RST,
    BODY_CLOSE_NOTIFY;

    private final int alert;

    Cut() {
      this(0);
    }

    Cut(int alert) {
      this.alert = alert;
    }

    /** Returns whether another connection may do better. */
    boolean isBreak() {
      return !EnumSet.of(NONE, HELLO_SILENCE, HELLO_HANDSHAKE_FAILURE, HELLO_PROTOCOL_VERSION)
          .contains(this);
    }

    /** Returns whether the connection ends, or goes silent, in the handshake. */
    boolean inHandshake() {
      return name().startsWith("HELLO");
    }
  }

  private final ServerSocket listening = PromptSockets.listening();
  private final SSLContext tls = context();
  private final Queue<Cut> cuts = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> paths = new CopyOnWriteArrayList<>();

  /** Starts a server that makes these cuts, one per connection, and then responds. */
  TlsServer(Cut... cuts) throws IOException {
    this.cuts.addAll(Arrays.asList(cuts));
    Thread thread = new Thread(this::accept, "TLS server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the TLS of a server. */
  static SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(Key.MANAGERS, new TrustManager[] {Key.TRUST}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Returns a builder of clients that trust the servers. */
  static OkHttpClient.Builder trusting() {
    return new OkHttpClient.Builder()
        .socketFactory(PromptSockets.clients())
        .sslSocketFactory(context().getSocketFactory(), Key.TRUST);
  }

  /** Made when it is first needed, and read once: each of both takes most of a second. */
  private static final class Key {
    private static final char[] PASSWORD = "no secret".toCharArray();
    private static final KeyManager[] MANAGERS;
    private static final X509TrustManager TRUST;

    static {
      try {
        KeyStore store = made();
        KeyManagerFactory keys =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        MANAGERS = keys.getKeyManagers();
        TrustManagerFactory trust =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        TRUST = (X509TrustManager) trust.getTrustManagers()[0];
      } catch (Exception failed) {
        throw new AssertionError("no key", failed);
      }
    }

    private static KeyStore made() throws Exception {
      Path folder = Files.createTempDirectory("key");
      Path file = folder.resolve("key.p12");
      Path said = folder.resolve("keytool.txt");
      try {
        make(file, said);
        return KeyStore.getInstance(file.toFile(), PASSWORD);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(said);
        Files.delete(folder);
      }
    }

    /** Makes a key for the loopback address with the JDK's keytool. */
    private static void make(Path file, Path said) throws Exception {
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=test",
                  "-ext",
                  "SAN=ip:127.0.0.1,dns:localhost",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  new String(PASSWORD))
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!keytool.waitFor(Form.WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS)
          || keytool.exitValue() != 0) {
        throw new AssertionError("keytool made no key");
      }
    }
  }

  String address() {
    return "https://127.0.0.1:" + listening.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** Returns how many requests of an operation arrived whole. */
  long requests(String operation) {
    String path = FakePlatform.CONTRACT.operation(operation).path();
    return paths.stream().filter(path::equals).count();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        connections.incrementAndGet();
        Cut cut = Objects.requireNonNullElse(cuts.poll(), Cut.NONE);
        Thread thread = new Thread(() -> serve(socket, cut), "TLS connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException closed) {
      // Then nobody connects any more.
    }
  }

  private void serve(Socket socket, Cut cut) {
    try (socket) {
      if (cut.name().startsWith("CONNECTED")) {
        end(socket, cut);
      } else if (cut.inHandshake()) {
        readHello(socket.getInputStream());
        if (cut == Cut.HELLO_SILENCE) {
          // Until the client has had enough.
          int unused = socket.getInputStream().read();
        }
        end(socket, cut);
      } else {
        String host = socket.getInetAddress().getHostAddress();
        SSLSocket secure =
            (SSLSocket) tls.getSocketFactory().createSocket(socket, host, socket.getPort(), false);
        secure.setUseClientMode(false);
        secure.startHandshake();
        String path =
            cut.name().startsWith("SECURED")
                ? null
                : HostileServer.request(new BufferedInputStream(secure.getInputStream()));
        if (path != null) {
          paths.add(path);
          respond(secure.getOutputStream(), path, cut);
        }
        if (cut == Cut.NONE || cut.name().endsWith("CLOSE_NOTIFY")) {
          secure.close();
        }
        end(socket, cut);
      }
    } catch (IOException clientGone) {
      // It trusts no such key, or its test has ended.
    }
  }

  private static void readHello(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    data.readFully(new byte[TYPE_AND_VERSION_BYTES]);
    data.readFully(new byte[data.readUnsignedShort()]);
  }

  private static void end(Socket socket, Cut cut) throws IOException {
    OutputStream out = socket.getOutputStream();
    if (cut.alert != 0) {
      out.write(new byte[] {21, 3, 3, 0, 2, FATAL, (byte) cut.alert});
    }
    if (cut == Cut.HELLO_CLOSE_NOTIFY) {
      out.write(new byte[] {21, 3, 3, 0, 2, WARNING, 0});
    }
    if (cut == Cut.HELLO_HALF_FIN) {
      out.write(new byte[] {22, 3, 3, 0, 90, 2});
    }
    if (cut == Cut.REQUEST_GARBAGE) {
      out.write(new byte[64]);
    }
    socket.setSoLinger(cut.name().endsWith("RST"), 0);
  }

  /** On a connection of its own each: which cut a request meets must not depend on a pool. */
  private static void respond(OutputStream out, String path, Cut cut) throws IOException {
    if (cut.name().startsWith("REQUEST")) {
      return;
    }
    byte[] body =
        FakePlatform.CONTRACT.operations().stream()
            .filter(operation -> operation.path().equals(path))
            .map(Operation::firstSuccess)
            .map(success -> success.response().toString().getBytes(UTF_8))
            .findFirst()
            .orElseThrow();
    String head =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
    boolean inHead = cut.name().startsWith("HEAD");
    out.write((inHead ? head.substring(0, 40) : head).getBytes(ISO_8859_1));
    if (!inHead) {
      out.write(body, 0, cut == Cut.NONE ? body.length : body.length / 2);
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
