package io.github.qxylogin.mock.server;

import com.github.tomakehurst.wiremock.common.AbstractFileSource;
import com.github.tomakehurst.wiremock.common.Errors;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.NotPermittedException;
import com.github.tomakehurst.wiremock.common.TextFile;
import java.io.File;
import java.util.List;

/** Keeps WireMock from the files of the working directory, below which it would read and write. */
final class NoFiles extends AbstractFileSource {
  private static final int FORBIDDEN = 403;

  NoFiles() {
    // WireMock wants a path; this one does not exist.
    super(new File("/no-files"));
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
  public void createIfNecessary() {}

  /** Lets WireMock keep its stubs in memory alone. */
  @Override
  public void writeTextFile(String name, String contents) {}

  @Override
  public void writeBinaryFile(String name, byte[] contents) {
    throw new NotPermittedException(
        Errors.single(FORBIDDEN, "The mock server has no files: start it with --mappings DIR."));
  }

  @Override
  public void deleteFile(String name) {}

  @Override
  protected boolean readOnly() {
    return true;
  }
}
