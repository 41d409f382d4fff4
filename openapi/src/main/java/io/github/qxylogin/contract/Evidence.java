package io.github.qxylogin.contract;

/**
 * How well a statement of the contract is documented. The contract's own table names the sources.
 */
public enum Evidence implements Keyed {
  /** The page of uploadSmsCode, of the older edition. */
  UPLOAD_PAGE,
  /** Another page of that edition. */
  OLDER_EDITION,
  /** The older login's module in the newer edition. */
  OLDER_MODULE,
  /** A guide page. */
  GUIDE,
  /** A page of the module that replaces the older login. */
  NEWER_MODULE,
  /** A guide or FAQ page of that module. */
  NEWER_GUIDE,
  /** A page of the module 产品订购, which orders products. */
  ORDER_PAGE,
  /** A page of the module 办税小号业务, of hosted numbers. */
  NUMBER_PAGE,
  /** A page about notices, or about callbacks of all products. */
  NOTICE_PAGE,
  /** Public client code only. */
  CLIENT_CODE,
  /** Nowhere: it is our assumption; of a code only the family is documented. */
  ASSUMED;

  /** Computed once, since each response contains it. */
  private final String key = Keyed.super.key();

  @Override
  public String key() {
    return key;
  }

  /** Returns whether a vendor's page documents the statement. */
  public boolean documented() {
    return this != CLIENT_CODE && this != ASSUMED;
  }
}
