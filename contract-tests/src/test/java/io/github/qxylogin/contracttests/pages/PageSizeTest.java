package io.github.qxylogin.contracttests.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits what a reader has to read. A longer page needs a shorter one elsewhere. */
class PageSizeTest {
  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void readme_fitsInSixKilobytes(String readme) {
    assertThat(bytes(Page.of(readme))).isLessThanOrEqualTo(6_144);
  }

  @Test
  void allPages_areAtMost220Kilobytes() {
    assertThat(Page.all().stream().mapToInt(PageSizeTest::bytes).sum())
        .as(Page.all().stream().map(page -> "%7d %s".formatted(bytes(page), page)).toList() + "")
        .isLessThanOrEqualTo(220_000);
  }

  private static int bytes(Page page) {
    return page.text().getBytes(UTF_8).length;
  }
}
