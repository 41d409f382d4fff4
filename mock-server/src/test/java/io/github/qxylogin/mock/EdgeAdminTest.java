package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WireMock's own administration, where somebody asked for it. */
class EdgeAdminTest {

  @RegisterExtension static final RunningEdge edge = new RunningEdge(EdgeLimits.DEFAULT, true);

  @Test
  void admin_on_answersItself() {
    RawAnswer answer =
        edge.connect()
            .send("GET /__admin/mappings HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            .answer();

    assertThat(answer.body()).contains("\"mappings\"");
  }
}
