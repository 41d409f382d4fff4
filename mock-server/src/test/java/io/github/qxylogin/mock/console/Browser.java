package io.github.qxylogin.mock.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.mock.testing.Http;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A Chromium of a test class. After each test it must have reported no error, and have asked nobody
 * but the mock for anything.
 */
final class Browser
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final String MISSING =
      "Skipped: no chromium and chromedriver on the PATH"
          + " (Debian: apt-get install chromium chromium-driver)";
  private static final Optional<Path> CHROMIUM = onPath("chromium", "chromium-browser");
  private static final Optional<Path> DRIVER = onPath("chromedriver");

  /** Kept, since java.util.logging forgets a level with its logger; no such command is used. */
  private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools");

  private static final Duration LONGER_THAN_ANYTHING_TAKES = Duration.ofSeconds(60);

  static {
    VERSIONS.setLevel(Level.SEVERE);
    if (CHROMIUM.isEmpty() || DRIVER.isEmpty()) {
      System.out.println(MISSING);
    }
  }

  private ChromeDriver driver;
  private Predicate<String> expected = error -> false;

  static Optional<Path> onPath(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Assumptions.assumeTrue(CHROMIUM.isPresent() && DRIVER.isPresent(), MISSING);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.orElseThrow().toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.setAcceptInsecureCerts(true);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync");
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.orElseThrow().toFile())
                .withTimeout(LONGER_THAN_ANYTHING_TAKES)
                .build(),
            options);
    driver.manage().timeouts().scriptTimeout(LONGER_THAN_ANYTHING_TAKES);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    expected = error -> false;
    as("en-US", "light", 1280, 860);
    in("Asia/Shanghai");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> errors =
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
            .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
            .map(entry -> entry.getMessage())
            .filter(expected.negate())
            .toList();
    List<String> asked = new ArrayList<>();
    driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> Http.parse(entry.getMessage()).path("message"))
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").asText())
        .filter(url -> url.startsWith("http") && !URI.create(url).getHost().equals("127.0.0.1"))
        .forEach(asked::add);
    leave();

    assertThat(errors).as("errors on the console").isEmpty();
    assertThat(asked).as("requests to other hosts").isEmpty();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (driver != null) {
      driver.quit();
    }
  }

  /** Lets errors of this kind pass, until the test ends. */
  void expects(Predicate<String> error) {
    expected = error;
  }

  /** Makes it that of somebody with a language, colours and a screen. */
  void as(String language, String colours, int width, int height) {
    cdp(
        "Emulation.setUserAgentOverride",
        Map.of("userAgent", "Mozilla/5.0 Chrome/150", "acceptLanguage", language));
    cdp(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", colours),
                // Text that still fades in has not its contrast yet.
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Makes it that of somebody in a time zone. */
  void in(String zone) {
    cdp("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
  }

  void cdp(String command, Map<String, Object> parameters) {
    driver.executeCdpCommand(command, parameters);
  }

  /** Opens a page from nothing, and waits until it knows the mock. */
  void open(String url) {
    driver.get("about:blank");
    driver.get(url);
    shown("#main > section");
  }

  void reload() {
    driver.navigate().refresh();
    shown("#main > section");
  }

  /**
   * Leaves the page, before its mock is closed. The page forgets what was chosen: another mock may
   * get the same port.
   */
  void leave() {
    run(
        """
        if (location.protocol.startsWith('http')) {
          localStorage.clear();
          sessionStorage.clear();
        }
        """);
    driver.get("about:blank");
  }

  ChromeDriver driver() {
    return driver;
  }

  static String at(String testid) {
    return "[data-testid='" + testid + "']";
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** Returns the first that is shown, when there is one. */
  WebElement shown(String css) {
    return waited(
        css + " to be shown",
        () -> all(css).stream().filter(WebElement::isDisplayed).findFirst().orElse(null));
  }

  void gone(String css) {
    waited(
        css + " to be gone",
        () -> all(css).stream().noneMatch(WebElement::isDisplayed) ? "" : null);
  }

  /** Waits until the first that is shown has a text in it. */
  void says(String css, String text) {
    waited(
        css + " to say " + text,
        () ->
            all(css).stream()
                    .filter(WebElement::isDisplayed)
                    .anyMatch(each -> each.getText().contains(text))
                ? ""
                : null);
  }

  /** Waits until a script returns something. */
  void becomes(String script, Object wanted) {
    waited(script + " to be " + wanted, () -> wanted.equals(run(script)) ? "" : null);
  }

  void count(String css, int count) {
    waited(css + " to be " + count, () -> all(css).size() == count ? "" : null);
  }

  void becomesTrue(String what, BooleanSupplier condition) {
    waited(what, () -> condition.getAsBoolean() ? "" : null);
  }

  /** Something that is not there yet. */
  private interface Awaited<T> {
    T orNull();
  }

  private <T> T waited(String what, Awaited<T> awaited) {
    return new WebDriverWait(driver, LONGER_THAN_ANYTHING_TAKES, Duration.ofMillis(20))
        .ignoring(StaleElementReferenceException.class)
        .ignoring(ElementNotInteractableException.class)
        .withMessage(() -> "waited for " + what + "; the page says:\n" + text("body"))
        .until(page -> awaited.orNull());
  }

  void click(String testid) {
    clickOn(at(testid));
  }

  /** Clicks the first that is shown; a button at work ignores clicks. */
  void clickOn(String css) {
    waited(
        css + " to be clicked",
        () ->
            all(css + ":not([aria-busy])").stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .filter(this::isClicked)
                .orElse(null));
  }

  /** Clicks, and returns whether that was hit: the page may move or replace it meanwhile. */
  private boolean isClicked(WebElement element) {
    run(
        """
        window.missed = true;
        arguments[0].addEventListener('click', () => { window.missed = false; }, { capture: true });
        """,
        element);
    element.click();
    return !Boolean.TRUE.equals(run("return window.missed"));
  }

  void type(String testid, String text) {
    waited(
        testid + " to be typed into",
        () -> {
          WebElement field = shown(at(testid));
          field.clear();
          field.sendKeys(text);
          return field;
        });
  }

  void choose(String testid, String value) {
    waited(
        testid + " to offer " + value,
        () -> {
          new Select(shown(at(testid))).selectByValue(value);
          return value;
        });
  }

  String text(String css) {
    return all(css).stream().findFirst().map(WebElement::getText).orElse("");
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Returns what was copied. */
  String clipboard(String origin) {
    cdp(
        "Browser.grantPermissions",
        Map.of("origin", origin, "permissions", List.of("clipboardReadWrite")));
    return (String)
        driver.executeAsyncScript(
            "const done = arguments[0]; navigator.clipboard.readText().then(done, (e) => done('' + e))");
  }

  /** Returns what axe finds that shuts people out. */
  List<String> violations() {
    driver.executeScript(axe());
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[0];
            axe.run().then((result) => done(JSON.stringify(result.violations.map((each) =>
              `${each.id}: ${each.nodes.map((node) => `${node.target} ${node.failureSummary}`)}`))));
            """);
    List<String> violations = new ArrayList<>();
    for (JsonNode each : Http.parse((String) found)) {
      violations.add(each.asText());
    }
    return violations;
  }

  private static String axe() {
    try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
