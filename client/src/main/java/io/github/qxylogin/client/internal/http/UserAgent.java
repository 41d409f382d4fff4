package io.github.qxylogin.client.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;
import java.util.Scanner;
import okhttp3.OkHttp;
import okhttp3.Request;

/** What a client calls itself in the header of its requests. */
public final class UserAgent {
  private static final String HEADER = "User-Agent";

  /** Of this client, of OkHttp and of Java, with their versions. */
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

  /** Asks the OkHttp that runs: javac copies the constant of the one it compiles against. */
  private static Object okHttp() {
    try {
      return OkHttp.class.getField("VERSION").get(null);
    } catch (ReflectiveOperationException shrunk) {
      return OkHttp.VERSION;
    }
  }

  /**
   * Returns the name of a client that an application uses.
   *
   * @throws IllegalArgumentException if the application's name is no printed ASCII
   */
  public static String of(String application) {
    if (!application.matches("[!-~]([ -~]*[!-~])?")) {
      throw new IllegalArgumentException(
          "userAgent must be printed ASCII, such as my-app/1.2: it is sent as a header");
    }
    return application + " " + OWN;
  }

  /** Returns the request with that name, unless it has one already. */
  public static Request sign(Request request, String userAgent) {
    return request.header(HEADER) == null
        ? request.newBuilder().header(HEADER, userAgent).build()
        : request;
  }
}
