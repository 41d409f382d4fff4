package io.github.qxylogin.mock.server;

import com.github.tomakehurst.wiremock.common.ClasspathFileSource;
import com.github.tomakehurst.wiremock.common.Errors;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.NotPermittedException;
import com.github.tomakehurst.wiremock.common.TextFile;
import java.util.List;

/**
 * Keeps WireMock from reading and writing files below the working directory. Its stubs stay in
 * memory: a source on the class path ignores writes.
 */
final class NoFiles extends ClasspathFileSource {
  private static final int FORBIDDEN = 403;

  NoFiles() {
    // WireMock wants a path; this one does not exist.
    super("/no-files");
  }

  @Override
  public FileSource child(String subDirectoryName) {
    return this;
  }

  @Override
  public List<TextFile> listFilesRecursively() {
    return List.of();
  }

  @Override
  public void writeBinaryFile(String name, byte[] contents) {
    throw new NotPermittedException(
        Errors.single(FORBIDDEN, "The mock server has no files: start it with --mappings DIR."));
  }
}
