package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.schema;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The rules of what must never be shown, and of the headers that authenticate. */
final class SecretRules {
  /** What the pages make secret or personal, wherever it is declared. */
  private static final Set<String> SECRETS = secrets();

  private SecretRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "what is secret or personal is marked wherever it is declared",
            SecretRules::secretsMarked,
            document ->
                schema(document, "BureauCookie")
                    .withObject("/properties/cookie")
                    .remove("x-sensitive")),
        new ContractRule(
            "nothing else is marked as sensitive",
            SecretRules::nothingElseMarked,
            document ->
                schema(document, "EnvelopeMembers")
                    .withObject("/properties/code")
                    .put("x-sensitive", true)),
        new ContractRule(
            "what tells that a secret is encrypted stands beside it and can say so",
            SecretRules::encryptedWhen,
            document ->
                schema(document, "SendEtaxSmsCodeRequest")
                    .withObject("/properties/encryptionType")
                    .put("type", "boolean")),
        new ContractRule(
            "each security scheme says where it is documented",
            SecretRules::schemes,
            document ->
                document.withObject("/components/securitySchemes/reqDate").remove("x-evidence")));
  }

  private static void secretsMarked(Specimen specimen, Findings findings) {
    specimen
        .properties()
        .forEach(
            (place, schema) -> {
              boolean secret = SECRETS.contains(last(place));
              findings.check(
                  place, !secret || schema.path("x-sensitive").asBoolean(), "is a secret");
            });
    Set<String> declared = specimen.contract().sensitiveNames();
    SECRETS.forEach(name -> findings.check(name, declared.contains(name), "is declared nowhere"));
  }

  private static void nothingElseMarked(Specimen specimen, Findings findings) {
    specimen
        .properties()
        .forEach(
            (place, schema) -> {
              boolean marked = schema.path("x-sensitive").asBoolean();
              findings.check(place, !marked || SECRETS.contains(last(place)), "is no secret");
            });
  }

  private static void encryptedWhen(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      for (Field field : part.operation().fields()) {
        field
            .encryptedWhen()
            .ifPresent(
                when ->
                    findings.check(
                        part.operation().id() + " " + field.name(),
                        field.sensitive()
                            && part.operation().fields().stream()
                                .anyMatch(f -> when.valueFor(f).isPresent()),
                        "no member " + when.field() + " takes one of " + when.values()));
      }
    }
  }

  private static void schemes(Specimen specimen, Findings findings) {
    specimen
        .document()
        .at("/components/securitySchemes")
        .properties()
        .forEach(
            s -> findings.check(s.getKey(), s.getValue().has("x-evidence"), "lacks x-evidence"));
  }

  private static String last(String place) {
    return place.substring(place.lastIndexOf('/') + 1);
  }

  private static Set<String> secrets() {
    try (InputStream in = SecretRules.class.getResourceAsStream("/facts/secrets.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().collect(toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
