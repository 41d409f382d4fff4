package io.github.qxylogin.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Hears what is logged through SLF4J while it is open, from a level upwards. */
public final class RecordingLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger;
  private final @Nullable Level usual;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private RecordingLog(String name, Level level) {
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

  /** Returns one that hears the libraries as well, whose lines no test can foresee. */
  static RecordingLog ofEverybody(Level level) {
    return new RecordingLog(Logger.ROOT_LOGGER_NAME, level);
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
