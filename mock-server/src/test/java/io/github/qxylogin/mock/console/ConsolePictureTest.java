package io.github.qxylogin.mock.console;

import static io.github.qxylogin.mock.console.Browser.at;
import static io.github.qxylogin.mock.console.Platform.TAXPAYER;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.OutputType;

/** Makes the pictures of the console that the READMEs show, the same each time. */
@Tag("pictures")
class ConsolePictureTest {
  @RegisterExtension static final Browser BROWSER = new Browser();

  private static final Path PICTURES = Path.of("pictures");
  private static final int MOST_BYTES = 120_000;
  private static final String OTHER = "91110000TESTTEST03";
  private static final Instant NOW = Instant.parse("2026-01-05T01:30:00Z");

  /** What is another each time: how long a call took, and the request's id. */
  private static final String MADE_THE_SAME =
      """
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        texts.currentNode.data = texts.currentNode.data
            .replace(/[\\d.]+ ms$/, '1.2 ms').replace(/[0-9a-f]{32}/, '0123456789abcdef'.repeat(2));
      }
      """;

  @ParameterizedTest
  @CsvSource({"en-US, console.png", "zh-CN, console.zh-CN.png"})
  void console_aCall_saysWhy(String language, String file) throws IOException {
    try (LoginMock mock = LoginMock.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start()) {
      Platform platform = new Platform(mock.url());
      platform.send(OTHER);
      new Http(mock.url()).post(Platform.SEND.path(), "{}");
      mock.identity(OTHER).returns("locked");
      platform.send(OTHER);
      platform.send(TAXPAYER);
      platform.upload(TAXPAYER, "999999");
      platform.upload(TAXPAYER, "002100");
      mock.clock().advance(Duration.ofSeconds(45));
      platform.send(TAXPAYER);
      BROWSER.cdp(
          "Page.addScriptToEvaluateOnNewDocument",
          Map.of("source", "Date.now = () => " + mock.clock().instant().toEpochMilli()));
      BROWSER.cdp("Emulation.setScrollbarsHidden", Map.of("hidden", true));
      BROWSER.as(language, "light", 1280, 800);

      BROWSER.open(mock.url() + "/#calls/" + mock.calls().size());
      BROWSER.shown(at("call-why"));
      BROWSER.count(at("call"), 7);
      BROWSER.run(MADE_THE_SAME);
      byte[] picture = small(BROWSER.driver().getScreenshotAs(OutputType.BYTES));
      BROWSER.leave();

      assertThat(picture.length).isLessThan(MOST_BYTES);
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(file), picture);
    }
  }

  /** Leaves the 256 colours that are there most, which are all but some edges of letters. */
  private static byte[] small(byte[] picture) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    Map<Integer, Long> counts =
        Arrays.stream(pixels).boxed().collect(groupingBy(identity(), TreeMap::new, counting()));
    int[] colours =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
            .limit(256)
            .mapToInt(Map.Entry::getKey)
            .toArray();
    BufferedImage packed =
        new BufferedImage(
            width,
            image.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE));
    packed.setRGB(0, 0, width, image.getHeight(), pixels, 0, width);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(packed, "png", bytes);
    return bytes.toByteArray();
  }
}
