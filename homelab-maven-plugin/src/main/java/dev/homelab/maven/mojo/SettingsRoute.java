package dev.homelab.maven.mojo;

import dev.homelab.maven.tool.Route;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * The proxy and the mirrors of settings.xml as values.
 *
 * <p>A mirror counts when its mirrorOf names a host that releases come from: {@code
 * <mirrorOf>github.com</mirrorOf>}. One of repositories, {@code *} included, holds no releases.
 */
final class SettingsRoute {

  private SettingsRoute() {}

  static Route of(Settings settings, SettingsDecrypter decrypter) {
    Map<String, URI> mirrors = new HashMap<>();
    for (Mirror mirror : settings.getMirrors()) {
      for (String of : mirror.getMirrorOf().split(",")) {
        if (of.strip().matches("[\\w-]+(\\.[\\w-]+)+")) {
          mirrors.put(of.strip(), URI.create(mirror.getUrl()));
        }
      }
    }
    return new Route(
        Optional.ofNullable(settings.getActiveProxy()).map(proxy -> proxy(proxy, decrypter)),
        mirrors);
  }

  private static Route.Proxy proxy(Proxy encrypted, SettingsDecrypter decrypter) {
    Proxy proxy = decrypter.decrypt(new DefaultSettingsDecryptionRequest(encrypted)).getProxy();
    return new Route.Proxy(
        proxy.getHost(),
        proxy.getPort(),
        Optional.ofNullable(proxy.getUsername()).orElse(""),
        Optional.ofNullable(proxy.getPassword()).orElse(""),
        Optional.ofNullable(proxy.getNonProxyHosts()).orElse(""));
  }
}
