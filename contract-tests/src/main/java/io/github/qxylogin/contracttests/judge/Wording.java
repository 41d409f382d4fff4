package io.github.qxylogin.contracttests.judge;

import io.github.qxylogin.contracttests.text.Language;

/** The text of a finding in each language, with {@code {wanted}} and {@code {got}}. */
public enum Wording {
  /** A sentence of its own. */
  AS_IS("{wanted}", "{wanted}"),
  /** Behind a sentence. */
  MORE(" (and {got} more)", "（另有 {got} 项）"),
  VALUE("wanted {wanted}, got {got}", "应为 {wanted}，实为 {got}"),
  GONE("is missing", "缺失"),
  MISSING("is missing ({wanted})", "缺失（{wanted}）"),
  TYPE("wanted the type {wanted}, got {got}", "类型应为 {wanted}，实为 {got}"),
  ONE_OF("wanted one of {wanted}, got {got}", "应为 {wanted} 之一，实为 {got}"),
  PATTERN("wanted a text of the form {wanted}, got {got}", "应为 {wanted} 格式的文本，实为 {got}"),
  AT_MOST("wanted at most {wanted}, got {got}", "最多为 {wanted}，实为 {got}"),
  AT_LEAST("wanted at least {wanted}, got {got}", "最少为 {wanted}，实为 {got}"),
  KEYWORD("the schema's {wanted} forbids {got}", "不符合模式的 {wanted}，实为 {got}"),
  DIGITS("wanted all digits of an integer, got {got}", "应有整数的全部数字，实为 {got}"),
  WORD("wanted a value of the vocabulary, got {got}", "应为取值表中的值，实为 {got}"),
  FAMILY("wanted a code of the family {wanted}, got {got}", "应为 {wanted} 类的代码，实为 {got}"),
  LISTED("wanted a code that is listed, got {got}", "应为已列出的代码，实为 {got}"),
  TEXT("wanted the text {wanted}, got {got}", "应为文本 {wanted}，实为 {got}"),
  NAMES("wanted a text that names {wanted}, got {got}", "应为指明 {wanted} 的提示，实为 {got}"),
  NAMES_NO_OTHER(
      "wanted a text that names {wanted}, or no other field, got {got}",
      "应为指明 {wanted}、或不指明其他字段的提示，实为 {got}"),
  FIELD("wanted a field of the contract, got {got}", "应为契约中的字段，实为 {got}"),
  NO_DATA("wanted no data, got {got}", "应无 data，实为 {got}"),
  NEW("wanted a value that no earlier response had, got {got}", "应为新的值，与先前的响应重复：{got}"),
  EXAMPLE("no documented response has these members: {got}", "没有文档响应含有这些字段：{got}"),
  NO_JSON(
      "wanted JSON, at most {wanted} levels deep, got {got}", "应为不超过 {wanted} 层的 JSON，实为 {got}");

  private final String english;
  private final String chinese;

  Wording(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /** Returns the sentence. */
  String of(Language language, String wanted, String got) {
    boolean inChinese = language == Language.ZH;
    String nothing = inChinese ? "无" : "nothing";
    String filled = this == AS_IS ? language.of(wanted) : wanted;
    return (inChinese ? chinese : english)
        .replace("{got}", got.isEmpty() ? nothing : got)
        .replace("{wanted}", filled.isEmpty() ? nothing : filled);
  }
}
