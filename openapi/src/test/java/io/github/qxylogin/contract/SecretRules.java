package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractRule.eachPart;
import static io.github.qxylogin.contract.ContractUnderTest.schema;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of what must never be shown, and of the headers that authenticate. */
final class SecretRules {
  private static final Path FILE = Path.of("src/test/resources/facts/secrets.txt");

  /** What the pages make secret or personal, wherever it is declared. */
  private static final Set<String> SECRETS = secrets();

  private SecretRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "secret and personal values are marked at each declaration",
            SecretRules::secretsMarked,
            document ->
                document
                    .withObject("/components/schemas")
                    .findParent("x-sensitive")
                    .remove("x-sensitive")),
        new ContractRule(
            "nothing else is marked as sensitive",
            SecretRules::nothingElseMarked,
            document ->
                schema(document, "EnvelopeMembers")
                    .withObject("/properties/code")
                    .put("x-sensitive", true)),
        new ContractRule(
            "the condition of an encrypted secret is beside it and can hold",
            eachPart(SecretRules::encryptedWhen),
            document ->
                ((ObjectNode) document.at("/components/schemas/Password/x-encryption"))
                    .putObject("when")
                    .putArray("none")
                    .add(1)),
        new ContractRule(
            "each security scheme says where it is documented",
            SecretRules::schemes,
            document ->
                document.withObject("/components/securitySchemes/reqDate").remove("x-evidence")));
  }

  private static void secretsMarked(ContractUnderTest specimen, Findings findings) {
    specimen
        .properties()
        .forEach(
            (place, schema) -> {
              boolean secret = SECRETS.contains(last(place));
              findings.check(
                  schema, place, !secret || schema.flag(Bundler.SENSITIVE), "is a secret");
            });
    Set<String> declared = specimen.contract().sensitiveNames();
    SECRETS.forEach(
        name -> findings.check(FILE, declared.contains(name), name + " is declared nowhere"));
  }

  private static void nothingElseMarked(ContractUnderTest specimen, Findings findings) {
    specimen
        .properties()
        .forEach(
            (place, schema) -> {
              boolean marked = schema.flag(Bundler.SENSITIVE);
              findings.check(
                  schema, place, !marked || SECRETS.contains(last(place)), "is no secret");
            });
  }

  private static void encryptedWhen(ContractUnderTest.Part part, Findings findings) {
    for (Field field : part.operation().fields()) {
      Optional.ofNullable(field.encryptedWhen())
          .ifPresent(
              when ->
                  findings.check(
                      part.request().at("schema"),
                      part.operation().id() + " " + field.name(),
                      field.sensitive()
                          && part.operation().fields().stream()
                              .filter(f -> f.name().equals(when.field()))
                              .anyMatch(f -> when.values().stream().anyMatch(f::accepts)),
                      "no member " + when.field() + " takes one of " + when.values()));
    }
  }

  private static void schemes(ContractUnderTest specimen, Findings findings) {
    Value.root(specimen.document())
        .at("components")
        .at("securitySchemes")
        .members()
        .forEach(
            (name, scheme) ->
                findings.check(
                    scheme, name, scheme.at("x-evidence").present(), "lacks x-evidence"));
  }

  private static String last(String place) {
    return place.substring(place.lastIndexOf('/') + 1);
  }

  private static Set<String> secrets() {
    try (Stream<String> lines = Files.lines(ContractUnderTest.FOLDER.resolve(FILE))) {
      return lines.collect(toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
