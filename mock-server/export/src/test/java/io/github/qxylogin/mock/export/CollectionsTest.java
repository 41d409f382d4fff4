package io.github.qxylogin.mock.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is written in the collections. {@code CollectionDocumentsTest} of the mock server sends
 * them.
 */
class CollectionsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String FACTS = "const CONTRACT = ";
  private static final String LOGINS = "登录流程";

  @TempDir static Path folder;
  private static JsonNode postman;
  private static String httpFile;

  @BeforeAll
  static void export() throws IOException {
    Export.main(new String[] {folder.toString(), folder.resolve("served").toString()});
    postman = json(read("collections/postman.json"));
    httpFile = read("collections/qixiangyun-login.http");
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private static List<JsonNode> requests(JsonNode item) {
    List<JsonNode> requests = new ArrayList<>(item.findValues("request"));
    assertThat(requests).isNotEmpty();
    return requests;
  }

  private static String body(JsonNode request) {
    return request.at("/body/raw").asText();
  }

  @Test
  void postman_aTaskId_isText() {
    assertThat(body(requests(postman.at("/item/0")).get(1)))
        .contains("\"taskId\" : \"{{taskId}}\"")
        .contains("\"smsCode\" : \"{{smsCode}}\"");
  }

  @Test
  void postman_aLongNumber_keepsItsDigits() {
    Operation login = CONTRACT.operation("loginByQrCode");

    assertThat(requests(postman))
        .filteredOn(request -> request.at("/url/raw").asText().endsWith(login.path()))
        .extracting(CollectionsTest::body)
        .anyMatch(body -> body.contains(" : 1763461378054938626,"));
  }

  @Test
  void postman_smsCode_isTheDocumentedOne() {
    assertThat(postman.path("variable"))
        .filteredOn(variable -> variable.path("key").asText().equals("smsCode"))
        .extracting(variable -> variable.path("value").asText())
        .containsExactly("002100");
  }

  @Test
  void postman_scripts_haveTheFactsOfTheContract() throws IOException {
    String first = postman.at("/event/0/script/exec/0").asText();
    JsonNode facts = json(first.substring(FACTS.length(), first.length() - 1));

    assertThat(facts.path("unsigned"))
        .containsExactly(json("\"" + CONTRACT.operation("fetchToken").path() + "\""));
    assertThat(facts.path("headers").path("signature").asText())
        .isEqualTo(CONTRACT.securityHeaders().signature());
    assertThat(facts.path("scheme").asText()).isEqualTo("API-SV1:");
    assertThat(facts.path("handedOn").toString()).contains("\"taskId\"");
    assertThat(facts.path("tokenExpired").asText()).isEqualTo("40101");
  }

  @Test
  void postman_hasAFolderForEachTagThatHasOperations() {
    assertThat(postman.path("item").valueStream().map(each -> each.path("name").asText()))
        .startsWith(LOGINS, "鉴权", "多账号管理 · 自持登录")
        .hasSize(1 + (int) CONTRACT.operations().stream().map(Operation::tag).distinct().count());
  }

  @Test
  void httpFile_names_areUnique() {
    assertThat(httpFile.lines().filter(line -> line.startsWith("# @name ")))
        .doesNotHaveDuplicates()
        .hasSize(CONTRACT.operations().stream().mapToInt(each -> each.cases().size()).sum())
        .allMatch(line -> line.matches("# @name \\w+"));
  }

  @Test
  void collections_forUsers_callTheUsualAddress() {
    assertThat(httpFile).contains("@baseUrl = http://127.0.0.1:8089\n");
    assertThat(postman.path("variable"))
        .extracting(variable -> variable.path("value").asText())
        .contains("http://127.0.0.1:8089");
  }

  @Test
  void collections_ofAModule_haveItsOperationsAlone() throws IOException {
    for (String module : CONTRACT.modules()) {
      String served = read("served/" + module + "/collections/qixiangyun-login.http");
      int cases =
          CONTRACT.module(module).operations().stream().mapToInt(each -> each.cases().size()).sum();

      assertThat(served.lines().filter(line -> line.startsWith("# @name "))).hasSize(cases);
    }
  }
}
