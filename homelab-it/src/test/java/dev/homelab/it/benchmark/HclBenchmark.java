package dev.homelab.it.benchmark;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Hcl;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.HclFormatter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long the HCL engine takes to parse and to format, by the size of the file, and how much
 * memory it needs. The files are the tofu files of the archetype, as often as they fit; and the HCL
 * files of the generated tree as they are.
 *
 * <p>Run {@link #main} on a machine that does nothing else:
 *
 * <pre>
 * mvn -DskipTests -Dit.skipMavens verify dependency:build-classpath -Dmdep.outputFile=target/classpath
 * cd homelab-it
 * java -cp "target/test-classes:$(cat target/classpath)" dev.homelab.it.benchmark.HclBenchmark
 * </pre>
 *
 * <p>A JDK from 23 on only makes the benchmark's classes with {@code -Dmaven.compiler.proc=full}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class HclBenchmark {
  private static final Path TREE =
      Path.of("..", "homelab-archetype/src/main/resources/archetype-resources");

  /** In times the size of the source. */
  private static final int MEMORY = 20;

  /** Bytes of the file, roughly. */
  @Param({"10000", "100000", "1000000", "10000000"})
  public int size;

  private byte[] source;

  /** Makes the file. */
  @Setup
  public void read() throws IOException {
    source = source(size);
  }

  /** The HCL files of the generated tree. */
  @State(Scope.Benchmark)
  public static class GeneratedTree {
    private final Map<String, byte[]> files = new TreeMap<>();

    /** Reads them. */
    @Setup
    public void read() throws IOException {
      for (Path file : files(".tf", ".hcl")) {
        files.put(file.toString(), Files.readAllBytes(file));
      }
    }
  }

  private static List<Path> files(String... endings) throws IOException {
    try (Stream<Path> files = Files.walk(TREE)) {
      return files
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  private static byte[] source(int size) throws IOException {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    for (Path file : files(".tf")) {
      part.writeBytes(Files.readAllBytes(file));
      part.write('\n');
    }
    // Whole blocks only, so that the file stays valid: they end with a brace at the margin.
    String text = part.toString(StandardCharsets.UTF_8);
    StringBuilder whole = new StringBuilder();
    while (whole.length() + text.length() <= size) {
      whole.append(text);
    }
    int end = text.lastIndexOf("\n}\n", size - whole.length());
    return whole.append(text, 0, end < 0 ? 0 : end + 3).toString().getBytes(StandardCharsets.UTF_8);
  }

  @Benchmark
  public HclFile parse() {
    return Hcl.parse("main.tf", source);
  }

  @Benchmark
  public byte[] parseAndFormat() {
    return HclFormatter.format(Hcl.parse("main.tf", source), Dialect.TOFU).orElseThrow();
  }

  @Benchmark
  public int generatedTree(GeneratedTree tree) {
    int written = 0;
    for (Map.Entry<String, byte[]> file : tree.files.entrySet()) {
      Dialect dialect = file.getKey().endsWith(".tf") ? Dialect.TOFU : Dialect.PACKER;
      HclFile parsed = Hcl.parse(file.getKey(), file.getValue());
      written += HclFormatter.format(parsed, dialect).orElseThrow().length;
    }
    return written;
  }

  /**
   * Runs it and sets it against {@code tofu fmt}, where that is on the PATH; with the argument
   * {@code memory} only sees whether the memory of this JVM is enough for the largest file.
   */
  public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
    if (List.of(args).contains("memory")) {
      HclFile file = Hcl.parse("main.tf", source(10_000_000));
      byte[] formatted = HclFormatter.format(file, Dialect.TOFU).orElseThrow();
      System.out.println(file.body().items().size() + " blocks, " + formatted.length + " bytes");
      return;
    }
    Options sizes =
        new OptionsBuilder()
            .include(HclBenchmark.class.getSimpleName() + ".parse.*")
            .addProfiler(GCProfiler.class)
            .build();
    Collection<RunResult> results = new Runner(sizes).run();
    Options tree =
        new OptionsBuilder()
            .include(HclBenchmark.class.getSimpleName() + ".generatedTree")
            .param("size", "10000")
            .build();
    RunResult generated = new Runner(tree).runSingle();
    System.out.println("\nbenchmark          bytes     ms   MB/s  ns/byte  allocated bytes/byte");
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark().replaceAll(".*\\.", "");
      int bytes = source(Integer.parseInt(result.getParams().getParam("size"))).length;
      double micros = result.getPrimaryResult().getScore();
      double allocated = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
      System.out.printf(
          "%-14s %9d %6.1f %6.1f %8.1f %8.1f%n",
          name, bytes, micros / 1000, bytes / micros, micros * 1000 / bytes, allocated / bytes);
    }
    int bytes = 0;
    for (Path file : files(".tf", ".hcl")) {
      bytes += (int) Files.size(file);
    }
    double micros = generated.getPrimaryResult().getScore();
    System.out.printf(
        "generated tree %9d %6.1f %6.1f %8.1f%n",
        bytes, micros / 1000, bytes / micros, micros * 1000 / bytes);
    compareWithTofu();
    measureMemory();
  }

  /** Whether parse and format of the largest file do with so many times its size. */
  private static void measureMemory() throws IOException, InterruptedException {
    int bytes = MEMORY * source(10_000_000).length;
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + bytes,
                "-cp",
                System.getProperty("java.class.path"),
                HclBenchmark.class.getName(),
                "memory")
            .inheritIO()
            .start();
    System.out.println(
        java.waitFor() == 0
            ? "parse and format of 10 MB do with a heap of " + MEMORY + " times that"
            : "a heap of " + MEMORY + " times that is too little for parse and format of 10 MB");
  }

  private static void compareWithTofu() throws IOException, InterruptedException {
    byte[] large = source(10_000_000);
    Path file = Files.createTempFile("hcl", ".tf");
    try {
      Files.write(file, large);
      long best = Long.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        ProcessBuilder tofu = new ProcessBuilder(List.of("tofu", "fmt", "-"));
        tofu.redirectInput(file.toFile());
        tofu.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
        long start = System.nanoTime();
        Process process = tofu.start();
        try (InputStream output = process.getInputStream()) {
          output.readAllBytes();
        }
        process.waitFor();
        best = Math.min(best, System.nanoTime() - start);
      }
      System.out.printf(
          "tofu fmt       %9d %6.1f %6.1f%n",
          large.length, best / 1e6, large.length / (best / 1e3));
    } catch (IOException e) {
      System.out.println("tofu is not on the PATH: nothing to compare with");
    } finally {
      Files.delete(file);
    }
  }
}
