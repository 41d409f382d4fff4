package io.github.qxylogin.mock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.filemaker.FilenameMaker;
import com.github.tomakehurst.wiremock.core.WireMockApp;
import com.github.tomakehurst.wiremock.standalone.JsonFileMappingsSource;
import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.util.List;
import java.util.Optional;

/**
 * The stubs that are there from the start, and after each reset of WireMock's: those of the files,
 * if there are any, and the one that sends on what nobody stubs.
 */
final class DefaultStubs implements MappingsSource {
  private final Optional<MappingsSource> files;
  private final Optional<String> proxy;

  private DefaultStubs(Optional<MappingsSource> files, Optional<String> proxy) {
    this.files = files;
    this.proxy = proxy;
  }

  static DefaultStubs of(Optional<FileSource> root, Optional<String> proxy) {
    return new DefaultStubs(
        root.map(
            files ->
                new JsonFileMappingsSource(
                    files.child(WireMockApp.MAPPINGS_ROOT), new FilenameMaker())),
        proxy);
  }

  @Override
  public void loadMappingsInto(StubMappings stubs) {
    files.ifPresent(source -> source.loadMappingsInto(stubs));
    proxy.ifPresent(
        url ->
            stubs.addMapping(
                any(anyUrl())
                    .atPriority(Integer.MAX_VALUE)
                    .willReturn(aResponse().proxiedFrom(url))
                    .build()));
  }

  @Override
  public void save(List<StubMapping> stubs) {
    files.ifPresent(source -> source.save(stubs));
  }

  @Override
  public void save(StubMapping stub) {
    files.ifPresent(source -> source.save(stub));
  }

  @Override
  @SuppressWarnings("removal") // still abstract in the version in use
  public void remove(StubMapping stub) {
    files.ifPresent(source -> source.remove(stub));
  }

  @Override
  public void removeAll() {
    files.ifPresent(MappingsSource::removeAll);
  }
}
