package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import java.util.List;

/** Brings a tool from outside into the cache. */
public interface ToolFetcher {

  /**
   * Brings the first of these that can be had.
   *
   * @throws HomelabException when none can; nothing is left behind then
   */
  Found.Program fetch(Tool tool, List<Download> downloads, ToolCache cache) throws HomelabException;
}
