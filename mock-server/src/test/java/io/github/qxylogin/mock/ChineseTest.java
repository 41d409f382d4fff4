package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

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
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Chinese;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LoginMockExtension.class)
class ChineseTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String BROWSER = "zh-CN,zh;q=0.9,en;q=0.8";
  private static final String GAP = "\0";

  /** A tenth of what such a text took when it was matched with backtracking. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final Path SOURCES = Path.of("src/main/java/io/github/qxylogin/mock");

  /** Makes a key for tests, with the words of keytool. */
  private static final String NOT_WORDING = "TlsKeyStore.java";

  /** The packages that word a reason, a warning, a problem, or what makes a call of control bad. */
  private static final List<String> WORDING =
      List.of("account", "control", "exchange", "flow", "rules", "server", "store", "stubbing");

  /**
   * What of other places is told as well: that a sandbox is closed, and the forms of the contract.
   */
  private static final List<Path> WORDING_TOO =
      List.of(
          SOURCES.resolve("Sandboxes.java"),
          Path.of("../openapi/src/main/java/io/github/qxylogin/contract/SchemaView.java"));

  /** What no user of the HTTP API is told in these words. */
  private static final Set<String> NOT_TOLD =
      Set.of(
          // The page of a proxy, which the fault imitates.
          "500 Internal Server Error",
          "502 Bad Gateway",
          "503 Service Temporarily Unavailable",
          "504 Gateway Time-out",
          // The contract itself, and where it cannot be loaded.
          "the contract's public key is no RSA key",
          "'{}' is no member beside it",
          // Of a contract that the build refuses.
          "'{}' names no schema",
          "a schema is expected",
          "there is another {} '{}'",
          "no function {}",
          // Where the server cannot start.
          "there is no such address",
          // Where it stops.
          "waiting for {} response{}, at most {} s",
          "X-Mock-Case, X-Mock-Evidence, X-Mock-Fault, X-Mock-Rule, X-Mock-Why, X-Mock-Warning,"
              + " Preference-Applied");

  private final Http http;

  ChineseTest(LoginMock mock) {
    this.http = new Http(mock.url());
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
  void texts_ofReasonsWarningsProblemsAndErrors_areAllTranslated() throws IOException {
    Set<String> texts = texts();

    assertThat(texts).hasSizeGreaterThan(200);
    assertThat(texts)
        .filteredOn(text -> text.matches("(?s).*\\w,? \\w.*"))
        .filteredOn(text -> !isTranslated(text))
        .map(text -> text.replace(GAP, "{}"))
        .filteredOn(text -> !NOT_TOLD.contains(text))
        .as("texts that zh.json lacks")
        .isEmpty();
  }

  /** A text may be the beginning or the end of a longer one. */
  private static boolean isTranslated(String text) {
    String alone = text.replace(GAP, "VALUE");
    String part = text.replaceAll("^[\0 ]+|[\0: ]+$", "");
    return !Chinese.of(alone).equals(alone)
        || forms().stream().anyMatch(form -> form.replaceAll("\\{\\d}", GAP).contains(part));
  }

  /** Whoever words a text no more finds out here that zh.json still has it. */
  @Test
  void forms_areAllMadeOfTextsOfTheSources() throws IOException {
    List<String> pieces =
        texts().stream()
            .flatMap(text -> Stream.of(text.split(GAP)))
            .map(String::strip)
            .filter(piece -> !piece.isEmpty())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();

    assertThat(forms())
        .filteredOn(form -> hasWords(form, pieces))
        .as("texts of zh.json that no source has")
        .isEmpty();
  }

  private static boolean hasWords(String form, List<String> without) {
    String left = form;
    for (String piece : without) {
      left = left.replace(piece, GAP);
    }
    return left.matches("(?s).*[A-Za-z].*");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET  | sms/latest?wait=PT2H |                          | wait 必须在 PT0S 到 PT1M 之间。
          GET  | sms/latest?wait=2    |                          | wait 必须是时长，例如 PT2S。
          GET  | sms/latest           |                          | 没有符合条件且验证码仍可使用的短信。
          PUT  | outcomes/1           | {}                       | case 与 code 请二选一，例如 {"case": "sms-too-frequent", "times": 2}。
          PUT  | outcomes/1           | {"case":{}}              | case 必须是文本。
          PUT  | outcomes/1           | {"code":"1","times":0}   | times 必须是 1 到 1000000 的整数。
          PUT  | outcomes/1           | {"outcomes":1}           | outcomes 必须是最多 100 项的列表。
          PUT  | outcomes/1           | {"request":7}            | 请求记录中没有第 7 次调用。
          PUT  | outcomes/1           | {"case":"a","case":"b"}  | 请求体有重复的成员，或结束后还有内容：第 1 行第 20 列
          PUT  | faults/1             | {}                       | 故障必须指定 identity 或 operation，以免影响其他调用。
          PUT  | outcomes/            | {"case":"a"}             | 请指定对象：/__mock/outcomes/ID。
          POST | clock                | {"advance":"-PT1S"}      | 时钟只能前进，不能移动 PT-1S。
          POST | clock                | {}                       | 请发送 {"advance": "PT5M"}（时钟前进多久），或 {"frozen": true}（停住时钟）、{"frozen": false}（继续走动），也可同时发送两者。
          """)
  void controlErrors_areInChinese(String method, String call, String body, String detail) {
    Http.Answered answered =
        http.call(method, "/__mock/" + call, body == null ? "" : body, "Accept-Language", "zh");

    assertThat(answered.at("/detail")).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource({"PUT, outcomes/1, scene, 没有场景", "PUT, faults/1, fault, fault 不能是"})
  void controlErrorOfAnUnknownName_isInChinese(
      String method, String call, String member, String detail) {
    Http.Answered answered =
        http.call(
            method, "/__mock/" + call, "{\"" + member + "\":\"none\"}", "Accept-Language", "zh");

    assertThat(answered.at("/detail")).startsWith(detail + " 'none'。可选：");
  }

  @Test
  void misspelledControlPath_isRefusedInChinese() {
    assertThat(http.get("/%5F_mock/clock", "Accept-Language", "zh").at("/detail"))
        .isEqualTo("模拟服务器没有此路径。");
  }

  @Test
  void problem_whenItQuotesWhatReadsLikeItsTexts_isAnsweredAtOnceAndShort() {
    String name = " is x s from the mock's clock, and may be y".repeat(300);

    Http.Answered answered =
        assertTimeoutPreemptively(
            SOON,
            () ->
                http.call(
                    "POST",
                    SEND.path(),
                    "{}",
                    "Accept-Language",
                    "zh",
                    "Prefer",
                    "example=\"" + name + "\""));

    assertThat(answered.at("/title")).isEqualTo("没有此示例");
    assertThat(answered.at("/detail")).startsWith("sendSmsCode 没有示例 '...'。可选：");
  }

  /** Of which {@code Locale.LanguageRange} would think for five minutes. */
  @Test
  void problem_whenTheLanguagesAreEndless_isInEnglishAtOnce() {
    String languages = "a-".repeat(6_500) + "b";

    Http.Answered answered =
        assertTimeoutPreemptively(
            SOON, () -> http.get("/v2/unknown", "Accept-Language", languages));

    assertThat(answered.at("/title")).isEqualTo("Not found");
  }

  @Test
  void text_whenItReadsLikeTheTextsOverAndOver_isTranslatedAtOnce() {
    String text = " is x s from the mock's clock, and may be y".repeat(300) + " s";

    assertThat(assertTimeoutPreemptively(SOON, () -> Chinese.of(text))).startsWith(" is x s from");
  }

  private static JsonNode translations() {
    try (InputStream forms = Chinese.class.getResourceAsStream("zh.json")) {
      return new ObjectMapper().readTree(forms);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns the texts of the sources that word something, with gaps. */
  private static Set<String> texts() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask parsing =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
      Set<String> texts = new TreeSet<>();
      // What is done with an account is a word of the contract.
      Stream.of(AccountFlow.Does.values()).map(AccountFlow.Does::key).forEach(texts::add);
      for (CompilationUnitTree unit : parsing.parse()) {
        new Texts(texts, unit.getPackageName().toString().endsWith(".server")).scan(unit, null);
      }
      return texts;
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>(WORDING_TOO);
    for (String room : WORDING) {
      try (Stream<Path> all = Files.list(SOURCES.resolve(room))) {
        all.filter(path -> path.toString().endsWith(".java"))
            .filter(path -> !path.endsWith(NOT_WORDING))
            .forEach(sources::add);
      }
    }
    return sources;
  }

  /**
   * Collects literals, joined ones as one; none of annotations, of exceptions that no call of
   * control is refused with, and of what is logged.
   */
  private static final class Texts extends TreeScanner<Void, Void> {
    private static final Set<String> REFUSING =
        Set.of("IllegalArgumentException", "StoreException", "UnknownNameException");
    private static final Set<String> TELLING_NOBODY =
        Set.of("requireNonNull", "Pattern.compile", "log.error", "notifier.error");

    private final Set<String> found;
    private final boolean starting;

    /**
     * @param starting whether exceptions are thrown where the server starts, not where it answers
     */
    Texts(Set<String> found, boolean starting) {
      this.found = found;
      this.starting = starting;
    }

    @Override
    public Void visitAnnotation(AnnotationTree annotation, Void none) {
      return null;
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void none) {
      String type = made.getIdentifier().toString();
      boolean thrown = type.endsWith("Exception") || type.endsWith("Error");
      return thrown && (starting || !REFUSING.contains(type))
          ? null
          : super.visitNewClass(made, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
      return TELLING_NOBODY.contains(call.getMethodSelect().toString())
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
        return text.replaceAll("%(1\\$)?(\\.1)?[sdf]", GAP);
      }
      scan(part instanceof LiteralTree ? null : part, null);
      return GAP;
    }

    /** A text may be the beginning or the end of one. */
    private void collect(String text) {
      if (!text.contains("<")) {
        found.add(text.replaceAll("\0+", GAP));
      }
    }
  }
}
