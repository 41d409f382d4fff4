package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.qxylogin.client.QixiangyunLogin;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DuplicateOkHttpTest {
  @AutoClose private final Platform platform = new Platform();
  private final Logger logger = (Logger) LoggerFactory.getLogger(LoginFactory.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void record() {
    log.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  @Test
  void warning_oneOkHttp_isNone() {
    assertThat(DuplicateOkHttp.warning(getClass().getClassLoader())).isEmpty();
  }

  @Test
  void start_twoOkHttps_warnsWhichToExclude() throws IOException {
    List<URL> jars =
        List.of(new URL("file:/okhttp-4.12.0.jar"), new URL("file:/okhttp-jvm-5.1.0.jar"));
    ClassLoader both =
        new ClassLoader(getClass().getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals("okhttp3/OkHttpClient.class")
                ? Collections.enumeration(jars)
                : super.getResources(name);
          }
        };

    platform
        .application()
        .withClassLoader(both)
        .run(context -> assertThat(context).hasSingleBean(QixiangyunLogin.class));

    assertThat(log.list)
        .extracting(ILoggingEvent::toString)
        .containsExactly(
            "[WARN] OkHttp is on the class path more than once:"
                + " [file:/okhttp-4.12.0.jar, file:/okhttp-jvm-5.1.0.jar]."
                + " Exclude com.squareup.okhttp3:okhttp if the application uses okhttp-jvm.");
  }
}
