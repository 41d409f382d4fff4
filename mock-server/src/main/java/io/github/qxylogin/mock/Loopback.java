package io.github.qxylogin.mock;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells whether an address can be reached from this machine only. */
final class Loopback {
  private Loopback() {}

  static boolean is(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
