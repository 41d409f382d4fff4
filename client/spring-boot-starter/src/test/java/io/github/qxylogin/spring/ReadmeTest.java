package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the samples of the READMEs with the tests that run them. */
class ReadmeTest {
  @ParameterizedTest
  @CsvSource({
    "README.md, @RestControllerAdvice, 0, src/test/java, LoginProblemsTest",
    "README.zh-CN.md, @RestControllerAdvice, 0, src/test/java, LoginProblemsTest",
    "README.md, @Bean, 4, src/it/java, it/CompanyCaTest",
    "README.zh-CN.md, @Bean, 4, src/it/java, it/CompanyCaTest"
  })
  void sample_ofAPage_isTheOneThatRuns(
      String page, String start, int indentation, String sources, String test) throws IOException {
    String readme = Files.readString(Path.of(page));
    String sample = readme.substring(readme.indexOf("```java\n" + start) + "```java\n".length());

    String source = Files.readString(Path.of(sources, "io/github/qxylogin/spring", test + ".java"));

    assertThat(source).contains(sample.substring(0, sample.indexOf("```")).indent(indentation));
  }
}
