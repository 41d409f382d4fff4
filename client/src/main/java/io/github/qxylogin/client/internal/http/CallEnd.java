package io.github.qxylogin.client.internal.http;

import java.io.IOException;
import okhttp3.Response;

/** The end of a call: returns its response, or throws its failure. */
public interface CallEnd {
  Response response() throws IOException;

  /** Returns the end of a call that failed. */
  static CallEnd failed(IOException failure) {
    return () -> {
      throw failure;
    };
  }
}
