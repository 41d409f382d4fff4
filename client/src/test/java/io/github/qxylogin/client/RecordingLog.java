package io.github.qxylogin.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.qxylogin.client.internal.auth.TokenSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * Records what is logged through SLF4J while it is open, from a level upwards: also what tests
 * beside it log, so that a class that uses it is {@link Isolated}.
 */
public final class RecordingLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger;
  private final @Nullable Level usual;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private RecordingLog(String name, Level level) {
    Await.until("no client of an earlier test fetches a token", () -> !fetching());
    logger = (Logger) LoggerFactory.getLogger(name);
    usual = logger.getLevel();
    setContext(logger.getLoggerContext());
    start();
    logger.setLevel(level);
    logger.addAppender(this);
  }

  public static RecordingLog ofTheClient(Level level) {
    return new RecordingLog(QixiangyunLogin.class.getPackage().getName(), level);
  }

  /** Returns a log that also records libraries, whose lines no test can predict. */
  static RecordingLog ofEverybody(Level level) {
    return new RecordingLog(Logger.ROOT_LOGGER_NAME, level);
  }

  /** A fetch that nobody waits for logs its failure when its platform is closed, or later. */
  private static boolean fetching() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Stream::of)
        .anyMatch(frame -> frame.getClassName().equals(TokenSource.class.getName()));
  }

  @Override
  protected void append(ILoggingEvent event) {
    String thrown =
        event.getThrowableProxy() == null
            ? ""
            : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
    lines.add(event.getLevel() + " " + event.getFormattedMessage() + thrown);
  }

  /** Returns each line as its level and its text, a thrown exception with its whole trace. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(usual);
    stop();
  }
}
