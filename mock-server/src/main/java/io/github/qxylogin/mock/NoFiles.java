package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.common.BinaryFile;
import com.github.tomakehurst.wiremock.common.Errors;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.NotPermittedException;
import com.github.tomakehurst.wiremock.common.TextFile;
import java.net.URI;
import java.util.List;

/**
 * Keeps WireMock's administration from the files of the working directory, below which it would
 * read and write.
 */
final class NoFiles implements FileSource {

  /** Is no file that anybody has; WireMock wants a path, though it reads nothing there. */
  private static final String NOWHERE = "/no-files";

  private static final int FORBIDDEN = 403;

  @Override
  public BinaryFile getBinaryFileNamed(String name) {
    throw refused();
  }

  @Override
  public TextFile getTextFileNamed(String name) {
    throw refused();
  }

  @Override
  public void createIfNecessary() {}

  @Override
  public FileSource child(String subDirectoryName) {
    return this;
  }

  @Override
  public String getPath() {
    return NOWHERE;
  }

  @Override
  public URI getUri() {
    return URI.create("file:" + NOWHERE);
  }

  @Override
  public List<TextFile> listFilesRecursively() {
    return List.of();
  }

  @Override
  public void writeTextFile(String name, String contents) {
    throw refused();
  }

  @Override
  public void writeBinaryFile(String name, byte[] contents) {
    throw refused();
  }

  @Override
  public boolean exists() {
    return false;
  }

  @Override
  public void deleteFile(String name) {
    throw refused();
  }

  private static NotPermittedException refused() {
    return new NotPermittedException(
        Errors.single(FORBIDDEN, "The mock server has no files: put the body into the stub."));
  }
}
