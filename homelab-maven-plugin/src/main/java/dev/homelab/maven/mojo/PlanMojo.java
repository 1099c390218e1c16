package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.Outlook;
import dev.homelab.maven.flow.OutlookRequest;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Says what image, provision and gitops would change right now. Changes nothing: only tofu fetches
 * its provider into the environment's folder, if it is not there. What they would fail at is
 * doctor's to say.
 */
@Mojo(name = "plan", threadSafe = true)
public final class PlanMojo extends SiteMojo {

  /** Skips this goal. */
  @Parameter(property = "homelab.plan.skip", defaultValue = "false")
  private boolean planSkip;

  /**
   * {@code text} for people, or {@code json} for programs: then it is all that goes to the standard
   * output, so call Maven with {@code -q}.
   */
  @Parameter(property = "homelab.format", defaultValue = "text")
  private String format;

  @Override
  boolean skipGoal() {
    return planSkip;
  }

  @Override
  void run() throws HomelabException {
    if (!List.of("text", "json").contains(format)) {
      throw new HomelabException(
          new Problem("homelab.format is '" + format + "'", "set it to one of: text, json"));
    }
    on(
        (site, root) -> {
          Outlook outlook =
              Outlook.at(new OutlookRequest(root, environment(), patience()), site.bench());
          if (format.equals("json")) {
            System.out.println(outlook.json());
          } else {
            outlook.lines().forEach(console()::info);
          }
        });
  }
}
