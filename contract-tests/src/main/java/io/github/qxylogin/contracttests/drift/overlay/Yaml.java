package io.github.qxylogin.contracttests.drift.overlay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes YAML in the way of the contract's files. */
final class Yaml {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ONE_LINE = 10_000;

  private Yaml() {}

  static String of(JsonNode node) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setAllowUnicode(true);
    options.setWidth(ONE_LINE);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    return new org.yaml.snakeyaml.Yaml(new ShortLists(options), options)
        .dump(JSON.convertValue(node, Object.class));
  }

  static List<String> lines(JsonNode node) {
    return of(node).lines().toList();
  }

  /** Lists of values stand in one line. */
  private static final class ShortLists extends Representer {
    ShortLists(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representSequence(Tag tag, Iterable<?> list, FlowStyle style) {
      boolean flat =
          StreamSupport.stream(list.spliterator(), false)
              .noneMatch(entry -> entry instanceof Map || entry instanceof Collection);
      return super.representSequence(tag, list, flat ? FlowStyle.FLOW : style);
    }
  }
}
