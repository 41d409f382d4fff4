package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Chinese;
import io.github.qxylogin.mock.testing.Http;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChineseTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String BROWSER = "zh-CN,zh;q=0.9,en;q=0.8";
  private static final String GAP = "\0";

  /** What a source file has that words a reason, a warning or a problem. */
  private static final List<String> WORDING =
      List.of(
          ".because(",
          "FlowPart.when(",
          "String why",
          "ProblemDocument.type(",
          "Optional<String> warning");

  private LoginMock mock;
  private Http http;

  @BeforeEach
  void start() {
    mock = LoginMock.start();
    http = new Http(mock.url());
  }

  @AfterEach
  void stop() {
    mock.close();
  }

  private static List<String> forms() {
    List<String> forms = new ArrayList<>();
    translations().fieldNames().forEachRemaining(forms::add);
    return forms;
  }

  @Test
  void forms_filledIn_areTranslatedAndFilledIn() {
    assertThat(forms())
        .allSatisfy(
            form ->
                assertThat(Chinese.of(filled(form)))
                    .isEqualTo(filled(translations().get(form).textValue()))
                    .isNotEqualTo(filled(form)));
  }

  private static String filled(String form) {
    return form.replaceAll("\\{(\\d)}", "VALUE$1");
  }

  /** Whoever words a text anew finds out here that zh.json lacks it. */
  @Test
  void texts_ofReasonsWarningsAndProblems_areAllTranslated() throws IOException {
    List<String> known = forms().stream().map(form -> form.replaceAll("\\{\\d}", GAP)).toList();

    List<String> unknown =
        texts().stream()
            .filter(text -> known.stream().noneMatch(form -> form.contains(text)))
            .map(text -> text.replace(GAP, "{}"))
            .toList();

    assertThat(texts()).hasSizeGreaterThan(60);
    assertThat(unknown).as("texts that zh.json lacks").isEmpty();
  }

  @Test
  void problem_isInChineseInAnswerAndJournal() {
    Http.Answered answered = http.get("/v2/unknown", "Accept-Language", BROWSER);

    assertThat(answered.at("/title")).isEqualTo("未找到");
    assertThat(answered.at("/detail"))
        .isEqualTo("模拟服务器没有此路径。GET /v2/unknown 没有对应的接口。GET /__mock/cases 列出全部接口。");
    assertThat(answered.header("Content-Language")).isEqualTo("zh");
    assertThat(answered.header("X-Mock-Why")).isEqualTo("no operation has this path");
    assertThat(http.get("/__mock/requests").at("/0/answer/body/title")).isEqualTo("未找到");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "en", "en,zh;q=0.5", "fr", "*", ";;q=x"})
  void problem_whenChineseIsNotPreferred_isInEnglish(String language) {
    Http.Answered answered = http.get("/v2/unknown", "Accept-Language", language);

    assertThat(answered.at("/title")).isEqualTo("Not found");
    assertThat(answered.header("Content-Language")).isEmpty();
  }

  @Test
  void problemOfTheEdge_isInChinese() {
    Http.Answered answered =
        http.call("POST", SEND.path(), "x".repeat((1 << 20) + 1), "Accept-Language", "zh");

    assertThat(answered.at("/detail")).isEqualTo("请求体超过模拟服务器的上限：请缩小后再发送。");
  }

  @Test
  void controlError_isInChinese() {
    Http.Answered answered = http.get("/__mock/requests?nobody=1", "Accept-Language", "zh-Hans-CN");

    assertThat(answered.at("/title")).isEqualTo("控制请求有误");
    assertThat(answered.at("/detail")).startsWith("没有参数 'nobody'。可选：");
  }

  @Test
  void journal_isInChineseWhileWhatWasSentStaysAsItWas() {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    body.put("nsrsbh", "91110000TESTTEST01").put("areaCode", "44").put("title", "Not found");
    http.post(SEND.path(), body);

    JsonNode call = http.get("/__mock/requests", "Accept-Language", "zh").json().at("/0");

    assertThat(call.path("why").asText()).isEqualTo("已创建新任务");
    assertThat(call.at("/warnings/0").asText()).isEqualTo("areaCode 不符合格式 ^\\d{4}$");
    assertThat(call.at("/request/body/title").asText()).isEqualTo("Not found");
    assertThat(http.get("/__mock/requests").at("/0/why")).isEqualTo("a new task was issued");
  }

  @Test
  void platformsAnswer_isAsItWas() {
    Http.Answered answered =
        http.call(
            "POST",
            SEND.path(),
            SEND.documentedCase("sms-sent").request().toString(),
            "Accept-Language",
            "zh");

    assertThat(answered.json()).isEqualTo(SEND.documentedCase("sms-sent").answer());
    assertThat(answered.header("Content-Language")).isEmpty();
  }

  private static JsonNode translations() {
    try (InputStream forms = Chinese.class.getResourceAsStream("zh.json")) {
      return new ObjectMapper().readTree(forms);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns the texts of more than two words in the sources that word something, with gaps. */
  private static Set<String> texts() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask parsing =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
      Set<String> texts = new TreeSet<>();
      for (CompilationUnitTree unit : parsing.parse()) {
        new Texts(texts).scan(unit, null);
      }
      return texts;
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
      return all.filter(path -> path.toString().endsWith(".java") && wordsSomething(path)).toList();
    }
  }

  private static boolean wordsSomething(Path source) {
    try {
      String text = Files.readString(source);
      return WORDING.stream().anyMatch(text::contains);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Collects literals, joined ones as one; none of annotations and exceptions. */
  private static final class Texts extends TreeScanner<Void, Void> {
    private final Set<String> found;

    Texts(Set<String> found) {
      this.found = found;
    }

    @Override
    public Void visitAnnotation(AnnotationTree annotation, Void none) {
      return null;
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void none) {
      String type = made.getIdentifier().toString();
      return type.endsWith("Exception") || type.endsWith("Error")
          ? null
          : super.visitNewClass(made, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
      return call.getMethodSelect().toString().equals("requireNonNull")
          ? null
          : super.visitMethodInvocation(call, null);
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void none) {
      collect(joined(literal));
      return null;
    }

    @Override
    public Void visitBinary(BinaryTree sum, Void none) {
      if (sum.getKind() != Tree.Kind.PLUS) {
        return super.visitBinary(sum, null);
      }
      collect(joined(sum));
      return null;
    }

    private String joined(Tree part) {
      if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
        return joined(sum.getLeftOperand()) + joined(sum.getRightOperand());
      }
      if (part instanceof LiteralTree literal && literal.getValue() instanceof String text) {
        return text.replaceAll("%[sd]", GAP);
      }
      scan(part instanceof LiteralTree ? null : part, null);
      return GAP;
    }

    /** A text may be the beginning or the end of one. */
    private void collect(String text) {
      if (text.matches("(?s).*\\w \\w+ \\w.*") && !text.contains("<")) {
        found.add(text.replaceAll("\0+", GAP).replaceAll("^[\0 ]+|[\0: ]+$", ""));
      }
    }
  }
}
