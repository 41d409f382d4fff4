package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the facts of the contract from which this client was generated. */
public final class GeneratedContract {
  private static final ApiContract CONTRACT = read();

  private GeneratedContract() {}

  /** Returns the contract. */
  public static ApiContract get() {
    return CONTRACT;
  }

  private static ApiContract read() {
    try (InputStream facts = GeneratedContract.class.getResourceAsStream("contract.json")) {
      return new ApiContract(new ObjectMapper().readTree(facts));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
