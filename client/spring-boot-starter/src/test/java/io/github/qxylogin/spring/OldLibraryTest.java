package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldLibraryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kotlin/enums/EnumEntriesKt",
        "kotlin.enums.EnumEntriesKt.enumEntries([Ljava/lang/Enum;)Lkotlin/enums/EnumEntries;",
        "'kotlin.enums.EnumEntries kotlin.enums.EnumEntriesKt.enumEntries(java.lang.Enum[])'",
        "Could not initialize class kotlin.time.Duration",
        "Exception java.lang.NoClassDefFoundError: kotlin/time/Duration [in thread \"main\"]",
        "com/fasterxml/jackson/core/StreamReadConstraints",
        "'void com.fasterxml.jackson.core.JsonFactory.a(int)'"
      })
  void isMissedBy_kotlinOrJackson_isTrue(String message) {
    assertThat(OldLibrary.isMissedBy(new LinkageError(message))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com/acme/kotlin/Own",
        "'kotlin.Unit com.acme.Own.run(kotlin.Unit)'",
        "'void com.acme.Own.run(com.fasterxml.jackson.databind.JsonNode)'",
        "kotlinx/coroutines/Job"
      })
  void isMissedBy_another_isFalse(String message) {
    assertThat(OldLibrary.isMissedBy(new LinkageError(message))).isFalse();
  }

  @Test
  void isMissedBy_classThatFailedSince_isTrue() {
    LinkageError outer = new ExceptionInInitializerError(new NoClassDefFoundError("kotlin/A"));

    assertThat(OldLibrary.isMissedBy(outer)).isTrue();
  }
}
