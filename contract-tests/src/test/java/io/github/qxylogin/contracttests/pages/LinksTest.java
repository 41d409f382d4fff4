package io.github.qxylogin.contracttests.pages;

import static java.util.regex.Pattern.MULTILINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Follows each link from a page of this repository to another file of it, or to a section. */
class LinksTest {
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern LINK =
      Pattern.compile("]\\(([^)\\s]+)[^)]*\\)|<[^>]+ src=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", MULTILINE);
  private static final Pattern ANCHOR = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

  static List<Page> pages() {
    return Page.all();
  }

  @Test
  void pages_areFound() {
    assertThat(pages())
        .extracting(Page::toString)
        .contains("README.md", "client/GUIDE.zh-CN.md", "openapi/MIGRATION.md");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void link_toAFileOrASection_leadsThere(Page page) {
    assertThat(dead(page)).isEmpty();
  }

  @Test
  void dead_linksThatLeadNowhere_areReported() {
    String text =
        """
        # A title, of `code`
        [a](README.md) [b](#a-title-of-code) [c](https://example.com/x) `[d](code)`
        [e](READYOU.md), [f](#nowhere), [g](.github/SECURITY.md#nowhere), [h](../README.md)
        """;

    assertThat(dead(new Page(Path.of("PAGE.md"), text)))
        .containsExactly("READYOU.md", "#nowhere", ".github/SECURITY.md#nowhere", "../README.md");
  }

  private static List<String> dead(Page page) {
    return LINK.matcher(CODE.matcher(page.prose()).replaceAll(""))
        .results()
        .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
        .filter(link -> !link.matches("\\w+:.*"))
        .filter(link -> !leadsSomewhere(page, link))
        .toList();
  }

  private static boolean leadsSomewhere(Page page, String link) {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]).normalize();
    if (target.startsWith("..") || target.toString().contains("target/")) {
      return false;
    }
    Path file = Page.ROOT.resolve(target);
    if (parts.length == 1) {
      return Files.exists(file);
    }
    return (parts[0].isEmpty() || Files.isRegularFile(file))
        && anchors(parts[0].isEmpty() ? page : Page.of(target.toString())).contains(parts[1]);
  }

  /** As GitHub makes them. */
  private static List<String> anchors(Page page) {
    Stream<String> headings =
        HEADING
            .matcher(page.prose())
            .results()
            .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
            .map(h -> h.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
    Stream<String> anchors = ANCHOR.matcher(page.text()).results().map(a -> a.group(1));
    return Stream.concat(headings, anchors).toList();
  }
}
