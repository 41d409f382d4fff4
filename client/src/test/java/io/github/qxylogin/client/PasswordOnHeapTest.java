package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.qxylogin.client.errors.LoginInformationException;
import io.github.qxylogin.client.types.Password;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches a heap dump, garbage included, for a closed password. */
@Slow
class PasswordOnHeapTest {
  private static final int LENGTH = 24;

  @TempDir private Path folder;

  @Test
  @Timeout(300)
  void login_loggedObservedAndRejected_leavesNoStringOfThePassword() throws Exception {
    assertThat(found(folder.resolve("heap.hprof")))
        .isEqualTo("password: 0 and 0, control: 1 and 1");
  }

  /** Runs the logins in a JVM of its own, whose heap is too large to be collected. */
  private static String found(Path dump) throws Exception {
    Path output = dump.resolveSibling("found.txt");
    Process logins =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmn256m",
                "-Xmx512m",
                "-classpath",
                System.getProperty("java.class.path"),
                PasswordOnHeapTest.class.getName(),
                dump.toString(),
                output.toString())
            .redirectErrorStream(true)
            .redirectOutput(dump.resolveSibling("output.txt").toFile())
            .start();
    try {
      assertThat(logins.waitFor(280, TimeUnit.SECONDS)).isTrue();
    } finally {
      logins.destroyForcibly();
    }
    assertThat(logins.exitValue()).as(Files.readString(dump.resolveSibling("output.txt"))).isZero();
    return Files.readString(output);
  }

  /** Arguments: the files of the dump and of its findings. */
  public static void main(String[] files) throws Exception {
    Random random = new Random();
    char[] typed = letters(random);
    char[] control = letters(random);
    String controlText = new String(control);
    byte[] inverted = inverted(typed);
    byte[] invertedControl = inverted(control);
    try (Password password = Password.of(typed)) {
      Arrays.fill(typed, '\0');
      logIn(password);
    }

    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(files[0], false);

    byte[] heap = Files.readAllBytes(Path.of(files[0]));
    Files.writeString(
        Path.of(files[1]),
        "password: " + counts(heap, inverted) + ", control: " + counts(heap, invertedControl));
    // Held until here, so that the dump has it.
    assertThat(controlText).isEqualTo(new String(control));
  }

  private static char[] letters(Random random) {
    char[] letters = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      letters[i] = (char) ('a' + random.nextInt(26));
    }
    return letters;
  }

  private static byte[] inverted(char[] clear) {
    byte[] inverted = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      inverted[i] = (byte) ~clear[i];
    }
    return inverted;
  }

  /** Returns how often a text is the whole array of a String, and how often it is in characters. */
  private static String counts(byte[] heap, byte[] inverted) {
    byte[] clear = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      clear[i] = (byte) ~inverted[i];
    }
    byte[] string = ByteBuffer.allocate(5 + LENGTH).putInt(LENGTH).put((byte) 8).put(clear).array();
    byte[] characters = new String(clear, UTF_8).getBytes(UTF_16BE);
    return count(heap, string) + " and " + count(heap, characters);
  }

  private static void logIn(Password password) throws Exception {
    try (RecordingLog log = RecordingLog.ofTheClient(Level.TRACE);
        FakePlatform platform = new FakePlatform();
        QixiangyunLogin login = platform.builder().observer(operation -> report -> {}).build()) {
      Form.BLOCKING.send(login, Form.sending().toBuilder().gryhmm(password).buildPartial());
      platform.respond("sendSmsCode", errorResponse("4038", "密码有误"));
      try {
        Form.BLOCKING.send(login, Form.sending().toBuilder().gryhmm(password).buildPartial());
      } catch (LoginInformationException rejected) {
        assertThat(log.lines()).isNotEmpty();
        return;
      }
      throw new AssertionError("the login was not rejected");
    }
  }

  private static int count(byte[] heap, byte[] wanted) {
    int count = 0;
    for (int at = 0; at <= heap.length - wanted.length; at++) {
      if (heap[at] == wanted[0]
          && Arrays.equals(heap, at, at + wanted.length, wanted, 0, wanted.length)) {
        count++;
      }
    }
    return count;
  }
}
