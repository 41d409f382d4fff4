package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares the guides' tables of operations with the contract and the generated services. The
 * message of a failure names the command that renews a table.
 */
class GuideTablesTest {
  private static final Pattern OPERATIONS = madeTable("operations");
  private static final Pattern CALLBACKS = madeTable("callbacks");

  private static Pattern madeTable(String name) {
    return Pattern.compile("(?s)(?<=<!-- made: " + name + " -->\n).*?(?=<!-- end -->)");
  }

  /** A language of the guide, and which half of the contract's bilingual texts it takes. */
  enum Language {
    ENGLISH("GUIDE.md", 1, "Operation|Returns|Does", ": ", " or ", "nothing"),
    CHINESE("GUIDE.zh-CN.md", 0, "接口|返回|用途", "：", " 或 ", "无返回值");

    private final Path guide;
    private final int half;
    private final String heads;
    private final String colon;
    private final String or;
    private final String nothing;

    Language(String guide, int half, String heads, String colon, String or, String nothing) {
      this.guide = Path.of(guide);
      this.half = half;
      this.heads = heads;
      this.colon = colon;
      this.or = or;
      this.nothing = nothing;
    }

    private String table() {
      Map<String, List<Operation>> services =
          CONTRACT.operations().stream()
              .filter(TypedCalls::exist)
              .collect(
                  groupingBy(TypedCalls::serviceName, LinkedHashMap::new, Collectors.toList()));
      return row("`login.`", heads.split("\\|", -1))
          + row("---", "---", "---", "---")
          + services.entrySet().stream()
              .map(service -> rows(service.getKey(), service.getValue()))
              .collect(joining());
    }

    private String callbacks() {
      String[] columns = heads.split("\\|", -1);
      return row("`Callbacks.`", columns[1], columns[2])
          + row("---", "---", "---")
          + CONTRACT.webhooks().stream()
              .map(webhook -> row(code(webhook.id()), code(body(webhook)), title(webhook)))
              .collect(joining());
    }

    private static String body(Operation webhook) {
      try {
        Method method = Callbacks.class.getMethod(webhook.id(), String.class);
        return method.getReturnType().getSimpleName();
      } catch (NoSuchMethodException missing) {
        throw new AssertionError(missing);
      }
    }

    private String rows(String service, List<Operation> operations) {
      return IntStream.range(0, operations.size())
          .mapToObj(i -> row(i == 0 ? code(service + "()") : "", operations.get(i)))
          .collect(joining());
    }

    private String row(String service, Operation operation) {
      return row(service, code(operation.id()), returned(operation), title(operation));
    }

    private String title(Operation operation) {
      return operation.summary().split(" / ", 2)[half];
    }

    private String returned(Operation operation) {
      if (TypedCalls.giveNothing(operation)) {
        return nothing;
      }
      String type = ((Class<?>) TypedCalls.given(operation)).getSimpleName();
      return operation.outcomes().size() == 1
          ? code(type)
          : code(type)
              + colon
              + operation.outcomes().stream()
                  .map(outcome -> code(outcome.name()))
                  .collect(joining(or));
    }

    private static String row(String first, String... cells) {
      return ("| " + first + " | " + String.join(" | ", cells) + " |\n").replace("|  |", "| |");
    }

    private static String code(String text) {
      return "`" + text + "`";
    }
  }

  @ParameterizedTest
  @EnumSource
  void guide_tables_areThoseOfTheContract(Language language) throws IOException {
    String guide = Files.readString(language.guide);
    String renewed =
        replaced(CALLBACKS, language.callbacks(), replaced(OPERATIONS, language.table(), guide));
    Path made = Files.writeString(Path.of("target").resolve(language.guide), renewed);

    assertThat(made)
        .as("renew with: cp client/%s client/%s", made, language.guide)
        .hasSameTextualContentAs(language.guide);
  }

  private static String replaced(Pattern table, String made, String guide) {
    assertThat(guide).containsPattern(table);
    return table.matcher(guide).replaceFirst(Matcher.quoteReplacement(made));
  }
}
