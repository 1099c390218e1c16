package dev.homelab.maven.tool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Keeps a folder of the cache for one build at a time, of this process or another. */
final class CacheLock {

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final long LOOK_AGAIN_MILLIS = 200;

  private final FileChannel channel;
  private final FileLock lock;

  private CacheLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits for it.
   *
   * @param file stays where it is: to delete it would let a third build in
   * @param onWait is run once, if it has to be waited for
   */
  static CacheLock of(Path file, Runnable onWait) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      boolean told = false;
      while (System.nanoTime() < deadline) {
        FileLock lock = tryLock(channel);
        if (lock != null) {
          return new CacheLock(channel, lock);
        }
        if (!told) {
          onWait.run();
          told = true;
        }
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
      throw new IOException(
          "another build has held " + file + " for " + PATIENCE.toMinutes() + " min");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      channel.close();
      throw new IOException("interrupted");
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another module of this very build
    }
  }

  /** Lets the next one in. */
  void close() throws IOException {
    lock.release();
    channel.close();
  }
}
