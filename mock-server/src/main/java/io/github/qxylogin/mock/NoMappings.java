package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.util.List;

/** Spares WireMock the search for mapping files at start: the filter knows every answer. */
final class NoMappings implements MappingsSource {

  @Override
  public void loadMappingsInto(StubMappings stubMappings) {}

  @Override
  public void save(List<StubMapping> stubMappings) {}

  @Override
  public void save(StubMapping stubMapping) {}

  @Override
  @SuppressWarnings("removal") // still abstract in the version in use
  public void remove(StubMapping stubMapping) {}

  @Override
  public void removeAll() {}
}
