package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuplicateOkHttpTest {
  @Test
  void warning_oneOkHttp_isNone() {
    assertThat(DuplicateOkHttp.warning(getClass().getClassLoader())).isEmpty();
  }

  @Test
  void warning_twoOkHttps_saysWhichToExclude() throws IOException {
    List<URL> jars =
        List.of(new URL("file:/okhttp-4.12.0.jar"), new URL("file:/okhttp-jvm-5.1.0.jar"));
    ClassLoader both =
        new ClassLoader(null) {
          @Override
          public Enumeration<URL> getResources(String name) {
            return Collections.enumeration(jars);
          }
        };

    assertThat(DuplicateOkHttp.warning(both))
        .contains(
            "OkHttp is on the class path more than once:"
                + " [file:/okhttp-4.12.0.jar, file:/okhttp-jvm-5.1.0.jar]."
                + " Exclude com.squareup.okhttp3:okhttp if the application uses okhttp-jvm.");
  }
}
