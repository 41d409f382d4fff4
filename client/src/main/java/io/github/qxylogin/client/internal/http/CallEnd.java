package io.github.qxylogin.client.internal.http;

import java.io.IOException;
import okhttp3.Response;

/** Returns the response of a call, or throws its failure. */
public interface CallEnd {
  Response response() throws IOException;
}
