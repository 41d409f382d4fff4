package io.github.qxylogin.client.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;
import java.util.Scanner;
import okhttp3.OkHttp;
import okhttp3.Request;

/** The {@code User-Agent} header of the client. */
public final class UserAgent {
  private static final String HEADER = "User-Agent";

  /** This client, OkHttp and Java with their versions. */
  public static final String OWN =
      String.format(
          "qixiangyun-login/%s okhttp/%s java/%s",
          version(), okHttp(), System.getProperty("java.version"));

  private UserAgent() {}

  private static String version() {
    InputStream version = UserAgent.class.getResourceAsStream("version.txt");
    if (version == null) {
      return "unknown";
    }
    try (Scanner text = new Scanner(version, US_ASCII.name())) {
      return text.nextLine();
    }
  }

  /** Reads the version at run time: javac would copy the constant of its own class path. */
  private static Object okHttp() {
    try {
      return OkHttp.class.getField("VERSION").get(null);
    } catch (ReflectiveOperationException shrunk) {
      return OkHttp.VERSION;
    }
  }

  /**
   * Returns the header with the application's name.
   *
   * @throws IllegalArgumentException if the name is no printable ASCII
   */
  public static String of(String application) {
    if (!application.matches("[!-~]([ -~]*[!-~])?")) {
      throw new IllegalArgumentException(
          "userAgent must be printable ASCII, such as my-app/1.2: it is sent as a header");
    }
    return application + " " + OWN;
  }

  /** Adds the header to a request, unless it already has one. */
  public static Request addTo(Request request, String userAgent) {
    return request.header(HEADER) == null
        ? request.newBuilder().header(HEADER, userAgent).build()
        : request;
  }
}
