package io.github.qxylogin.contracttests;

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
    codes.answers().forEach(answer -> answering.add(answer.code().code()));
  }

  /** Returns whether any operation may answer it, since it is the gateway's or the catalogue's. */
  boolean isOfAll(String code) {
    return answering.contains(code)
        || codes.find(code).filter(known -> !known.success()).isPresent();
  }

  boolean isKnown(String code) {
    return codes.find(code).isPresent();
  }

  /** Returns the family that the class of an unknown code puts it in. */
  Family family(String code) {
    return codes.familyOf(code);
  }
}
