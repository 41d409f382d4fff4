package io.github.qxylogin.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contract.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorMappingTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
  void of_familyOfFailures_isOneException(Family family) {
    assertThat(ErrorMapping.OF_CODES)
        .filteredOn(mapping -> mapping.families().contains(family))
        .containsExactly(ErrorMapping.of(family));
  }

  @Test
  void of_familyWithoutAnException_isRejected() {
    assertThatThrownBy(() -> ErrorMapping.of(Family.OK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No exception has the family ok: add it to one of ErrorMapping.OF_CODES");
  }
}
