package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.errors.QixiangyunException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Captures all output while it is open: through SLF4J and java.util.logging at every level, on the
 * standard streams, and the texts of noted objects and failures.
 */
final class CapturedOutput implements AutoCloseable {
  /** The server's side of the test, which logs what it received. */
  private static final String SERVER = "okhttp3.mockwebserver";

  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final RecordingLog slf4j = RecordingLog.ofEverybody(Level.TRACE);
  private final Logger root = LogManager.getLogManager().getLogger("");
  private final java.util.logging.Level usual = root.getLevel();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream streams = new ByteArrayOutputStream();
  private final Handler jul =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          capture(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  CapturedOutput() {
    root.setLevel(java.util.logging.Level.ALL);
    root.addHandler(jul);
    PrintStream captured = new PrintStream(streams, true, UTF_8);
    System.setOut(captured);
    System.setErr(captured);
  }

  /** Captures the text of an object, and all details of a failure. */
  void note(@Nullable Object object) {
    texts.add("" + object);
    if (object instanceof Throwable failure) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      texts.add(trace.toString());
    }
    if (object instanceof QixiangyunException failure) {
      texts.add(failure.operation() + failure.code() + failure.vendorMessage() + failure.reqId());
    }
    if (object instanceof InvalidResponseException failure) {
      texts.add("" + failure.field());
    }
  }

  private void capture(LogRecord line) {
    if (line.getLoggerName() == null || !line.getLoggerName().startsWith(SERVER)) {
      texts.add(line.getLoggerName() + ": " + line.getMessage());
      for (Object parameter : line.getParameters() == null ? new Object[0] : line.getParameters()) {
        texts.add("" + parameter);
      }
      note(line.getThrown());
    }
  }

  List<String> all() {
    List<String> all = new ArrayList<>(texts);
    all.addAll(slf4j.lines());
    all.addAll(streams.toString(UTF_8).lines().toList());
    return all;
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    root.removeHandler(jul);
    root.setLevel(usual);
    slf4j.close();
  }
}
