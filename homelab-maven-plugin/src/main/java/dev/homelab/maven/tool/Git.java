package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** git, which knows what is committed and pushed. Asks for no password. */
public final class Git {

  private static final int SHOWN = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path program;
  private final Runner runner;

  /** This one. */
  public Git(Path program, Runner runner) {
    this.program = program;
    this.runner = runner;
  }

  /**
   * What it answered.
   *
   * @param words its own about what went wrong, in one line; empty when nothing did
   */
  public record Answer<T>(Optional<T> value, String words) {

    static <T> Answer<T> of(T value) {
      return new Answer<>(Optional.of(value), "");
    }

    static <T> Answer<T> failed(Result result) {
      String words =
          result
              .errors()
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .reduce((first, last) -> first.startsWith("fatal:") ? first : last)
              .orElse(result.ending());
      return new Answer<>(Optional.empty(), words.replaceFirst("^(fatal|error): ", ""));
    }
  }

  /**
   * Whether an address holds a password, and must not be given to git: everyone on the machine may
   * list its arguments.
   */
  public static boolean holdsPassword(String url) {
    return url.matches("[a-z+]+://[^/]*:[^/]*@.*");
  }

  /**
   * The commit that a branch, a tag or a commit's own name stands for.
   *
   * @param refs as {@link #remote} answers them
   */
  public static Optional<String> commit(Map<String, String> refs, String revision) {
    return Optional.ofNullable(refs.get("refs/heads/" + revision))
        .or(() -> Optional.ofNullable(refs.get("refs/tags/" + revision)))
        .or(() -> refs.values().stream().filter(revision::equals).findFirst());
  }

  /** A commit, as people read it. */
  public static String shortened(String commit) {
    return commit.substring(0, Math.min(SHOWN, commit.length()));
  }

  /** Whether two commits, both known here, have the same files in a folder. */
  public Answer<Boolean> same(Path root, String one, String other, String folder)
      throws HomelabException {
    Result result = run(root, List.of("diff", "--quiet", one, other, "--", folder));
    return result.exitedWith(0, 1) ? Answer.of(result.ok()) : Answer.failed(result);
  }

  /** Whether anybody may read a remote repository: without the passwords that git knows. */
  public boolean isPublic(Path folder, String url) throws HomelabException {
    return run(folder, List.of("-c", "credential.helper=", "ls-remote", "--heads", "--", url)).ok();
  }

  private Result run(Path folder, List<String> arguments) throws HomelabException {
    return runner.run(
        Command.of(program, arguments)
            .in(folder)
            .with("GIT_TERMINAL_PROMPT", "0") // or it waits for a password that nobody types
            .with("GIT_OPTIONAL_LOCKS", "0") // status would write the index
            .with("GIT_SSH_COMMAND", "ssh -o BatchMode=yes -o ConnectTimeout=5")
            .within(PATIENCE));
  }

  /**
   * The files that are changed or not added, in a repository; without value where there is none.
   */
  public Answer<List<String>> changed(Path folder) throws HomelabException {
    Result result =
        run(
            folder,
            List.of("status", "--porcelain=v1", "-z", "--untracked-files=normal", "--", "."));
    if (!result.ok()) {
      return Answer.failed(result);
    }
    List<String> files = new ArrayList<>();
    String[] entries = result.output().replace("\n", "").split("\0");
    for (int i = 0; i < entries.length; i++) {
      if (entries[i].length() > 3) {
        files.add(entries[i].substring(3));
        if (entries[i].startsWith("R") || entries[i].startsWith("C")) {
          i++; // the old name follows
        }
      }
    }
    return Answer.of(files);
  }

  /** The commit that is checked out; without value before the first. */
  public Answer<String> head(Path folder) throws HomelabException {
    Result result = run(folder, List.of("rev-parse", "--verify", "--quiet", "HEAD^{commit}"));
    return result.ok() ? Answer.of(result.output().strip()) : Answer.failed(result);
  }

  /** How many commits one has that another has not; without value when it does not know both. */
  public Answer<Integer> ahead(Path folder, String commit, String of) throws HomelabException {
    Result result = run(folder, List.of("rev-list", "--count", of + ".." + commit));
    return result.ok() && result.output().strip().matches("\\d{1,9}")
        ? Answer.of(Integer.valueOf(result.output().strip()))
        : Answer.failed(result);
  }

  /** Branches and tags of a remote repository with their commits: "refs/heads/main". */
  public Answer<Map<String, String>> remote(Path folder, String url) throws HomelabException {
    Result result = run(folder, List.of("ls-remote", "--heads", "--tags", "--", url));
    if (!result.ok()) {
      return Answer.failed(result);
    }
    Map<String, String> refs = new LinkedHashMap<>();
    for (String line : result.output().lines().toList()) {
      String[] parts = line.split("\t", 2);
      if (parts.length == 2) {
        // An annotated tag is listed twice; the second names the commit.
        refs.put(parts[1].replace("^{}", ""), parts[0]);
      }
    }
    return Answer.of(refs);
  }
}
