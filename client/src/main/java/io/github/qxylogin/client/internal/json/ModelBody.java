package io.github.qxylogin.client.internal.json;

import io.github.qxylogin.client.internal.http.FixedRequestBody;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * The body of a model that the call factory writes later, because Retrofit's exceptions quote a
 * model that cannot be written. The factory also finds it behind another Content-Type.
 */
public final class ModelBody extends RequestBody {
  private final Object model;

  ModelBody(Object model) {
    this.model = model;
  }

  @Override
  public MediaType contentType() {
    return FixedRequestBody.JSON_UTF8;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    throw new Unwritten(model);
  }

  /** Contains the model to write. */
  public static final class Unwritten extends IOException {
    private static final long serialVersionUID = 1L;

    public final transient Object model;

    Unwritten(Object model) {
      super("the body is not written yet");
      this.model = model;
    }
  }
}
