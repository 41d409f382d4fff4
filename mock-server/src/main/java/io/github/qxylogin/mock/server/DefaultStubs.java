package io.github.qxylogin.mock.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.filemaker.FilenameMaker;
import com.github.tomakehurst.wiremock.core.WireMockApp;
import com.github.tomakehurst.wiremock.standalone.JsonFileMappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.util.List;
import java.util.Optional;

/**
 * The stubs that are there from the start, and after each reset of WireMock's: those of the files,
 * if there are any, and the one that sends on what nobody stubs.
 */
final class DefaultStubs extends JsonFileMappingsSource {
  private final boolean hasFiles;
  private final Optional<String> proxy;

  DefaultStubs(FileSource root, Optional<String> proxy) {
    super(root.child(WireMockApp.MAPPINGS_ROOT), new FilenameMaker());
    this.hasFiles = !(root instanceof NoFiles);
    this.proxy = proxy;
  }

  @Override
  public void loadMappingsInto(StubMappings stubs) {
    super.loadMappingsInto(stubs);
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
    if (hasFiles) {
      super.save(stubs);
    }
  }

  @Override
  public void save(StubMapping stub) {
    if (hasFiles) {
      super.save(stub);
    }
  }
}
