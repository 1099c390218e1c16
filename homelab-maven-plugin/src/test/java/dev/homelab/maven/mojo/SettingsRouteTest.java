package dev.homelab.maven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.maven.tool.Route;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.Test;

/** Tests for {@link SettingsRoute}. */
class SettingsRouteTest {

  private final Settings settings = new Settings();

  private Route route() {
    return SettingsRoute.of(settings, SettingsRouteTest::decrypt);
  }

  /** Takes the braces off: {secret} is secret. */
  private static SettingsDecryptionResult decrypt(SettingsDecryptionRequest request) {
    Proxy proxy = request.getProxies().get(0).clone();
    if (proxy.getPassword() != null) {
      proxy.setPassword(proxy.getPassword().replaceAll("[{}]", ""));
    }
    return new SettingsDecryptionResult() {
      @Override
      public Server getServer() {
        return null;
      }

      @Override
      public List<Server> getServers() {
        return List.of();
      }

      @Override
      public Proxy getProxy() {
        return proxy;
      }

      @Override
      public List<Proxy> getProxies() {
        return List.of(proxy);
      }

      @Override
      public List<SettingsProblem> getProblems() {
        return List.of();
      }
    };
  }

  private static Mirror mirror(String of, String url) {
    Mirror mirror = new Mirror();
    mirror.setMirrorOf(of);
    mirror.setUrl(url);
    return mirror;
  }

  @Test
  void goesStraightWhereTheSettingsSayNothing() {
    assertEquals(Route.direct(), route());
  }

  @Test
  void takesTheActiveProxyWithItsPasswordDecrypted() {
    Proxy proxy = new Proxy();
    proxy.setHost("proxy.lan");
    proxy.setPort(3128);
    proxy.setUsername("me");
    proxy.setPassword("{secret}");
    proxy.setNonProxyHosts("localhost|*.lan");
    settings.addProxy(proxy);

    assertEquals(
        Optional.of(new Route.Proxy("proxy.lan", 3128, "me", "secret", "localhost|*.lan")),
        route().proxy());
  }

  @Test
  void takesMirrorsOfHostsAndNotThoseOfRepositories() {
    settings.addMirror(mirror("*", "https://nexus.lan/maven"));
    settings.addMirror(mirror("central,!private", "https://nexus.lan/central"));
    settings.addMirror(mirror("github.com, dl.k8s.io", "https://nexus.lan/raw/"));

    assertEquals(
        Map.of(
            "github.com", URI.create("https://nexus.lan/raw/"),
            "dl.k8s.io", URI.create("https://nexus.lan/raw/")),
        route().mirrors());
  }
}
