package dev.homelab.maven.mojo;

import dev.homelab.maven.credentials.CredentialSources;
import dev.homelab.maven.flow.ProxmoxAccess;
import dev.homelab.maven.process.Secrets;
import java.io.File;
import java.time.Duration;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/** What the goals share that talk to Proxmox: its token and its certificate. */
abstract class ProxmoxMojo extends HomelabMojo {

  /**
   * The {@code <server>} in settings.xml that holds the Proxmox token: its username is the token's
   * id, {@code user@realm!name}, its password the secret, encrypted or not. Without it, {@code
   * proxmox_server_id} of homelab.properties. Where settings.xml has no such server, the
   * environment's PM_API_TOKEN_ID and PM_API_TOKEN_SECRET are taken, or PROXMOX_USERNAME and
   * PROXMOX_TOKEN.
   */
  @Parameter(property = "homelab.proxmox.serverId")
  private String proxmoxServerId;

  /**
   * A file with the certificate of the authority that signed Proxmox's own, as PEM: a copy of the
   * node's {@code /etc/pve/pve-root-ca.pem}. For a computer that does not trust it anyway.
   */
  @Parameter(property = "homelab.proxmox.caFile")
  private File proxmoxCaFile;

  /**
   * The SHA-256 fingerprint of Proxmox's certificate, in hexadecimal: the node's page Certificates
   * shows it. With it this very certificate is trusted, whoever signed it and whatever name is in
   * it, and no other.
   */
  @Parameter(property = "homelab.proxmox.fingerprint")
  private String proxmoxFingerprint;

  /**
   * Points the goal at a Proxmox that lives inside the plugin: in memory, reachable from this
   * computer only, thrown away afterwards. It fits the answers; one that is not given yet has a
   * stand-in. Nothing real is asked or changed.
   */
  @Parameter(property = "homelab.rehearse", defaultValue = "false")
  private boolean rehearse;

  /** Whether nothing real is to be touched. */
  final boolean rehearse() {
    return rehearse;
  }

  /**
   * The way to Proxmox.
   *
   * @param secrets where the token is registered, so that nothing shows it
   * @param deadline for one call
   */
  final ProxmoxAccess proxmox(Secrets secrets, Duration deadline) {
    return new ProxmoxAccess(
        new CredentialSources(
            new MavenServers(session().getSettings(), () -> component(SettingsDecrypter.class)),
            System.getenv(),
            secrets),
        Optional.ofNullable(proxmoxServerId),
        Optional.ofNullable(proxmoxCaFile).map(File::toPath),
        Optional.ofNullable(proxmoxFingerprint),
        deadline);
  }
}
