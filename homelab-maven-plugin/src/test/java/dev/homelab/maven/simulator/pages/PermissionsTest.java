package dev.homelab.maven.simulator.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Release;
import java.time.InstantSource;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests for {@link Permissions}. */
class PermissionsTest {

  @ParameterizedTest
  @EnumSource(Release.class)
  void everyCallHasARuleAndEveryRuleACall(Release release) {
    World world =
        new World(Cluster.of(release), Pace.instant(), InstantSource.system(), "192.0.2.1", 1);
    TreeSet<String> calls = new TreeSet<>(new Api(world).calls());

    assertEquals(calls, new TreeSet<>(new Permissions(release).calls()));
  }
}
