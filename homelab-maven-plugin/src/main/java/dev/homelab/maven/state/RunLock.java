package dev.homelab.maven.state;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps a homelab for one run at a time.
 *
 * <p>The system takes the lock from a process that dies, however it dies, so none is ever left
 * behind. Who holds it stands in a file of its own, since some systems let nobody read one that is
 * locked.
 */
public final class RunLock implements AutoCloseable {

  private static final long LOOK_AGAIN_MILLIS = 200;

  private final FileChannel channel;
  private final FileLock lock;
  private final Path holderFile;

  private RunLock(FileChannel channel, FileLock lock, Path holderFile) {
    this.channel = channel;
    this.lock = lock;
    this.holderFile = holderFile;
  }

  /**
   * Takes it.
   *
   * @param what this run does: "image"
   * @param patience how long to wait for another run; zero not to wait
   * @param onWait is told once who has to be waited for
   * @throws HomelabException when another run still has it then: the message says who
   */
  public static RunLock take(
      StateFolder state, String what, Duration patience, Consumer<String> onWait)
      throws HomelabException {
    Path file = state.file("lock");
    Path holderFile = state.file("lock.holder");
    try {
      // It stays where it is: to delete it would let a third run in.
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = wait(channel, holderFile, patience, onWait);
        Holder.ofThisRun(what).write(holderFile);
        return new RunLock(channel, lock, holderFile);
      } catch (IOException | HomelabException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              file + " cannot be locked: " + e,
              "make its folder writable, on a file system that knows locks"));
    }
  }

  private static FileLock wait(
      FileChannel channel, Path holderFile, Duration patience, Consumer<String> onWait)
      throws IOException, HomelabException {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      String who = Holder.read(holderFile).map(Holder::toString).orElse("by another run");
      if (System.nanoTime() >= deadline) {
        throw new HomelabException(
            new Problem(
                "this homelab is being worked on: " + who,
                patience.isZero()
                    ? "wait until that run has ended, or let this one wait: -Dhomelab.wait=SECONDS"
                    : "it has not ended in "
                        + patience.toSeconds()
                        + " s: wait longer, or see what"
                        + " keeps it"));
      }
      if (!told) {
        onWait.accept("waiting for another run: " + who);
        told = true;
      }
      sleep();
    }
  }

  private static void sleep() throws HomelabException {
    try {
      Thread.sleep(LOOK_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HomelabException(
          new Problem("interrupted while another run was waited for", "run it again"));
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another module of this very build
    }
  }

  /** Who has it, as far as the last one who took it has left word. */
  public static Optional<Holder> holder(StateFolder state) {
    return Holder.read(state.file("lock.holder"));
  }

  /** Lets the next one in. */
  @Override
  public void close() throws HomelabException {
    try {
      Files.deleteIfExists(holderFile);
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new HomelabException(
          new Problem("the lock of this homelab cannot be released: " + e, "run it again"));
    }
  }
}
