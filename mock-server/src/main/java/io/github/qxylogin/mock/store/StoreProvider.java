package io.github.qxylogin.mock.store;

import io.github.qxylogin.contract.Contract;
import java.net.URI;
import java.util.Optional;

/** Opens stores of one kind; {@link java.util.ServiceLoader} finds it. */
public interface StoreProvider {
  /** Returns whether it is for addresses such as this one. */
  boolean opens(URI address);

  /**
   * Opens a store, which connects when its tables are open and it is used first.
   *
   * @param address may have a user and a password in it
   * @param password is used in place of one in the address
   * @param contract has the lifetimes and the ids of operations
   * @throws IllegalArgumentException if the address is none; the message has no password
   */
  Store open(URI address, Optional<String> password, Contract contract);
}
