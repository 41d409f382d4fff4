package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import java.util.HashSet;
import java.util.Set;

/** Tells how well a code is known. */
final class KnownCodes {

  private final CodeCatalogue codes;
  private final Set<String> answering = new HashSet<>();

  KnownCodes(Contract contract) {
    codes = contract.codes();
    for (JsonNode code : contract.document().path("x-codes").path("codes")) {
      if (code.has("answers")) {
        answering.add(code.path("code").asText());
      }
    }
  }

  /** Returns whether any operation may answer it, since it is the gateway's or the catalogue's. */
  boolean isOfAll(String code) {
    return answering.contains(code) || codes.find(code).filter(Code::ofPlatform).isPresent();
  }

  boolean isKnown(String code) {
    return codes.find(code).isPresent();
  }

  /** Returns the family that the class of an unknown code puts it in. */
  Family family(String code) {
    return codes.familyOf(code);
  }
}
