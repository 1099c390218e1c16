package dev.homelab.maven.check.hcl.traps;

import java.util.List;

/** Every trap there is. */
public final class Traps {

  private Traps() {}

  /** New ones, for one run. */
  public static List<Trap> all() {
    return List.of(
        new FirmwareLeftOut(),
        new ControllerLeftOut(),
        new CloudInitDriveUndeclared(),
        new DiskUndeclared(),
        new FixedId(),
        new ForceCreate(),
        new StartupLeftOut(),
        new PowerStateLeftOut(),
        new UpperCaseTags(),
        new RebootLeftOut(),
        new PasswordSet(),
        new OldCpu(),
        new IoThreadWithoutController(),
        new TemplateName(),
        new RangeForPreRelease(),
        new UnpinnedProvider(),
        new ProviderUndeclared(),
        new ShortTaskTimeout(),
        new CloudInitStorageLeftOut(),
        new NoLogin(),
        new TokenInLog());
  }
}
