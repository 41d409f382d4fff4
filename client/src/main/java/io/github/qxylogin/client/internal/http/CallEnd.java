package io.github.qxylogin.client.internal.http;

import java.io.IOException;
import okhttp3.Response;

/** Returns the response of a call, or throws its failure. */
public interface CallEnd {
  Response response() throws IOException;

  /** Returns the end of a call that failed. */
  static CallEnd failed(IOException failure) {
    return () -> {
      throw failure;
    };
  }
}
