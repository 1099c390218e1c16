package dev.homelab.maven.tool;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Takes one file out of an archive, or out of an archive in an archive; or all files out of one.
 *
 * <p>gzip is the JDK's: that of Commons Compress refuses the header that helm gives its charts.
 *
 * <p>An archive that holds a path or a link out of itself is refused as a whole, though no such
 * entry is ever written: nobody who means well makes one.
 */
final class Unpacker {

  /** More than any tool has, and less than fills a disk. */
  static final long MOST_BYTES = 600L << 20;

  private final long mostBytes;

  Unpacker(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Why an archive is not unpacked. */
  static final class Refused extends IOException {

    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  /**
   * Takes the program out.
   *
   * @param entries the way to it; none when the file is the program
   * @param target where it goes; what is taken out on the way lies beside it until then
   */
  void unpack(Path file, List<String> entries, Path target) throws IOException {
    if (entries.isEmpty()) {
      Files.copy(file, target);
      return;
    }
    String entry = entries.get(0);
    if (entries.size() == 1) {
      take(file, entry, target);
      return;
    }
    Path inner = Files.createTempFile(target.getParent(), "inner", fileName(entry));
    try {
      Files.delete(inner); // only its name was wanted
      take(file, entry, inner);
      unpack(inner, entries.subList(1, entries.size()), target);
    } finally {
      Files.deleteIfExists(inner);
    }
  }

  private static String fileName(String entry) {
    return entry.substring(entry.lastIndexOf('/') + 1);
  }

  private void take(Path file, String entry, Path target) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".zip") || name.endsWith(".jar")) {
      fromZip(file, entry, target);
    } else if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
      fromTar(file, entry, target);
    } else {
      throw new Refused("nothing is known of archives like " + name);
    }
  }

  private void fromZip(Path file, String wanted, Path target) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      Enumeration<ZipArchiveEntry> entries = zip.getEntries();
      ZipArchiveEntry found = null;
      while (entries.hasMoreElements()) {
        ZipArchiveEntry entry = entries.nextElement();
        checkName(entry);
        if (entry.isUnixSymlink()) {
          checkLink(entry, zip.getUnixSymlink(entry));
        }
        if (entry.getName().equals(wanted)) {
          found = entry;
        }
      }
      if (found == null || found.isDirectory() || found.isUnixSymlink()) {
        throw new Refused("it holds no file " + wanted);
      }
      try (InputStream in = zip.getInputStream(found)) {
        copy(in, target);
      }
    }
  }

  private void fromTar(Path file, String wanted, Path target) throws IOException {
    boolean found = false;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        InputStream unpacked = new Bounded(new GZIPInputStream(in));
        TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        checkName(entry);
        boolean link = entry.isSymbolicLink() || entry.isLink();
        if (link) {
          checkLink(entry, entry.getLinkName());
        }
        if (entry.getName().equals(wanted) && !link && entry.isFile() && !found) {
          copy(tar, target);
          found = true;
        }
      }
    }
    if (!found) {
      throw new Refused("it holds no file " + wanted);
    }
  }

  /**
   * Takes all files out of a {@code .tgz}. Links that stay within it are left out, for no chart
   * needs one.
   */
  void unpackAll(Path file, Path folder) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        InputStream unpacked = new Bounded(new GZIPInputStream(in));
        TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        checkName(entry);
        if (entry.isSymbolicLink() || entry.isLink()) {
          checkLink(entry, entry.getLinkName());
        } else if (entry.isFile()) {
          Path target = folder.resolve(entry.getName());
          Files.createDirectories(target.getParent());
          copy(tar, target);
        }
      }
    }
  }

  private static void checkName(ArchiveEntry entry) throws Refused {
    if (leadsOut(entry.getName())) {
      throw new Refused("it holds a path that leads out of it: " + entry.getName());
    }
  }

  private static void checkLink(ArchiveEntry entry, String target) throws Refused {
    String from = entry.getName().contains("/") ? entry.getName().replaceFirst("/[^/]*$", "/") : "";
    if (leadsOut(target) && leadsOut(from + target) || target.startsWith("/")) {
      throw new Refused(
          "it holds a link that leads out of it: " + entry.getName() + " to " + target);
    }
  }

  private static boolean leadsOut(String name) {
    if (name.startsWith("/") || name.startsWith("\\") || name.matches("[A-Za-z]:.*")) {
      return true;
    }
    int depth = 0;
    for (String part : name.split("[/\\\\]")) {
      depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }

  private void copy(InputStream in, Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      new Bounded(in).transferTo(out);
    }
  }

  /** Ends with an error where a bomb would go on. */
  private final class Bounded extends java.io.FilterInputStream {

    private long left = mostBytes;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      left -= Math.max(0, read);
      if (left < 0) {
        throw new Refused("it unpacks to more than " + (mostBytes >> 20) + " MiB");
      }
      return read;
    }
  }
}
