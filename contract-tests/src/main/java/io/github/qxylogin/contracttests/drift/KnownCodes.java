package io.github.qxylogin.contracttests.drift;

import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Contract;
import java.util.HashSet;
import java.util.Set;

/** Tells which codes any operation may answer. */
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
        || codes.findAnywhere(code).filter(known -> !known.success()).isPresent();
  }
}
