package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.http.Request.Upload;
import dev.homelab.maven.simulator.state.Storage;
import dev.homelab.maven.simulator.state.Task.TaskFailure;
import dev.homelab.maven.simulator.state.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Storages: what they take, what is on them, and how ISO files get there. */
final class StoragePages implements Pages {

  private static final String ALL = "/nodes/{node}/storage";
  private static final String STORAGE = ALL + "/{storage}";

  @Override
  public void addTo(Router router) {
    router.on("GET /storage", "type", this::configured);
    router.on("GET /storage/{storage}", call -> configuration(someStorage(call)));
    router.on("GET " + ALL, "content enabled format storage target", this::list);
    router.on(
        "GET " + STORAGE, call -> List.of(Map.of("subdir", "content"), Map.of("subdir", "status")));
    router.on(
        "GET " + STORAGE + "/status", call -> figures(call.storage(call.variable("storage"))));
    router.on("GET " + STORAGE + "/content", "content vmid", this::content);
    router.on("GET " + STORAGE + "/content/{volume}", this::volume);
    router.on("DELETE " + STORAGE + "/content/{volume}", "delay", this::delete);
    router.on(
        "POST " + STORAGE + "/upload",
        "content! filename tmpfilename checksum checksum-algorithm",
        this::upload);
    router.on(
        "POST " + STORAGE + "/download-url",
        "content! filename! url! checksum checksum-algorithm compression verify-certificates",
        this::download);
    router.on("GET /nodes/{node}/query-url-metadata", "url! verify-certificates", this::metadata);
  }

  private List<Map<String, Object>> configured(Call call) {
    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    for (Storage storage : call.cluster().storages()) {
      if (isVisible(call, storage)) {
        rows.putIfAbsent(storage.name(), configuration(storage));
      }
    }
    return new ArrayList<>(rows.values());
  }

  private static Map<String, Object> configuration(Storage storage) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("storage", storage.name());
    row.put("type", storage.type());
    row.put("content", String.join(",", storage.content()));
    row.put("shared", storage.shared() ? 1 : 0);
    if (!storage.enabled()) {
      row.put("disable", 1);
    }
    row.put("digest", "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    return row;
  }

  private static Storage someStorage(Call call) throws Refusal {
    String name = call.variable("storage");
    return call.cluster().storages().stream()
        .filter(storage -> storage.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refusal.failed("storage '" + name + "' does not exist"));
  }

  private List<Map<String, Object>> list(Call call) throws Refusal {
    String node = call.node().name();
    Optional<String> name = call.parameter("storage");
    Optional<String> content = call.parameter("content");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Storage storage : call.cluster().storages()) {
      boolean asked =
          storage.isOn(node)
              && (name.isEmpty() || name.get().equals(storage.name()))
              && (content.isEmpty()
                  || QemuPages.names(content.get()).stream().anyMatch(storage.content()::contains))
              && (storage.enabled() || !call.flag("enabled"));
      if (asked && isVisible(call, storage)) {
        Map<String, Object> row = figures(storage);
        row.put("storage", storage.name());
        rows.add(row);
      }
    }
    return rows;
  }

  static boolean isVisible(Call call, Storage storage) {
    return call.mayAny("/storage/" + storage.name(), "Datastore.Audit", "Datastore.AllocateSpace");
  }

  private static Map<String, Object> figures(Storage storage) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("type", storage.type());
    row.put("content", String.join(",", storage.content()));
    row.put("active", storage.active() ? 1 : 0);
    row.put("enabled", storage.enabled() ? 1 : 0);
    row.put("shared", storage.shared() ? 1 : 0);
    row.put("total", storage.active() ? storage.total() : 0);
    row.put("used", storage.active() ? storage.used() : 0);
    row.put("avail", storage.active() ? storage.free() : 0);
    if (storage.active() && storage.total() > 0) {
      row.put("used_fraction", (double) storage.used() / storage.total());
    }
    return row;
  }

  private List<Map<String, Object>> content(Call call) throws Refusal {
    Storage storage = call.activeStorage(call.variable("storage"));
    Optional<String> content = call.parameter("content");
    Optional<Integer> vmid = call.number("vmid");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Volume volume : storage.volumes()) {
      boolean asked =
          (content.isEmpty() || content.get().equals(volume.content()))
              && (vmid.isEmpty() || vmid.get() == volume.vmid());
      if (asked) {
        Map<String, Object> row = figures(volume);
        row.put("volid", volume.id());
        row.put("content", volume.content());
        if (volume.vmid() > 0) {
          row.put("vmid", volume.vmid());
        }
        row.put("ctime", volume.created());
        rows.add(row);
      }
    }
    return rows;
  }

  private static Map<String, Object> figures(Volume volume) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("format", volume.format());
    row.put("size", volume.size());
    return row;
  }

  private Map<String, Object> volume(Call call) throws Refusal {
    Volume volume = named(call);
    call.needAny("/storage/" + volume.storage(), "Datastore.Audit", "Datastore.AllocateSpace");
    Map<String, Object> row = figures(volume);
    row.put("used", volume.size());
    row.put("path", "/dev/simulator/" + volume.id().replace(':', '/'));
    return row;
  }

  private static Volume named(Call call) throws Refusal {
    Storage storage = call.activeStorage(call.variable("storage"));
    String name = call.variable("volume");
    String id = name.contains(":") ? name : storage.name() + ":" + name;
    return storage
        .volume(id)
        .orElseThrow(() -> Refusal.failed("volume '" + id + "' does not exist"));
  }

  private String delete(Call call) throws Refusal {
    Volume volume = named(call);
    String path = "/storage/" + volume.storage();
    if (volume.content().equals("images")) {
      call.needAny(path, "Datastore.Allocate", "Datastore.AllocateSpace");
      if (call.cluster().machines().containsKey(volume.vmid())) {
        throw Refusal.failed(
            "cannot remove image, a guest with VMID '" + volume.vmid() + "' exists!");
      }
    } else {
      call.needAny(path, "Datastore.Allocate", "Datastore.AllocateTemplate");
    }
    Storage storage = call.storage(volume.storage());
    return call.begin("imgdel", "", task -> storage.remove(volume.id()));
  }

  private String upload(Call call) throws Refusal {
    Upload upload =
        call.upload()
            .orElseThrow(
                () -> Refusal.invalid("filename", "property is missing and it is not optional"));
    Storage storage = target(call);
    String id = id(call, storage, upload.name());
    return call.begin(
        "imgcopy",
        "",
        task -> {
          Optional<String> wanted = checksum(call);
          if (wanted.isPresent() && !wanted.get().equals(upload.sha256())) {
            throw new TaskFailure(
                "checksum mismatch: got '"
                    + upload.sha256()
                    + "' != expect '"
                    + wanted.get()
                    + "'");
          }
          put(call, storage, id, upload.size(), upload.sha256());
        });
  }

  /** Nothing is fetched: every address is said to hold a file of the size that was agreed on. */
  private String download(Call call) throws Refusal {
    String url = call.parameters().get("url");
    if (!url.matches("https?://[^\\s]{1,1000}")) {
      throw Refusal.invalid("url", "value does not match the regex pattern");
    }
    Storage storage = target(call);
    String id = id(call, storage, call.parameters().get("filename"));
    return call.begin(
        "download",
        call.parameters().get("filename").replaceAll("[^\\w.-]", "_"),
        task -> {
          task.say("downloading " + url);
          Optional<Volume> there = storage.volume(id);
          String wanted = checksum(call).orElse("");
          if (there.isPresent()) {
            again(there.get(), wanted);
            task.say("OK, got correct file already, no need to download");
            return;
          }
          put(call, storage, id, call.world().isoSize(), wanted);
          task.say("download of '" + url + "' to '" + id + "' finished");
        });
  }

  /** A file that is there is never written over. */
  private static void again(Volume there, String wanted) throws TaskFailure {
    if (wanted.isEmpty()) {
      throw new TaskFailure("refusing to override existing file '" + there.id() + "'");
    }
    if (!there.sha256().isEmpty() && !there.sha256().equals(wanted)) {
      throw new TaskFailure(
          "mismatch (got '" + there.sha256() + "' != expect '" + wanted + "'), aborting");
    }
  }

  private static Optional<String> checksum(Call call) {
    return call.parameter("checksum-algorithm").filter("sha256"::equals).isPresent()
        ? call.parameter("checksum").map(sum -> sum.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static Storage target(Call call) throws Refusal {
    Storage storage = call.activeStorage(call.variable("storage"));
    String content = call.parameters().get("content");
    if (!content.matches("iso|vztmpl|import")) {
      throw Refusal.invalid(
          "content",
          "value '" + content + "' does not have a value in the enumeration 'iso, vztmpl, import'");
    }
    if (!storage.content().contains(content)) {
      throw Refusal.failed(
          "storage '" + storage.name() + "' is not configured for content-type '" + content + "'");
    }
    return storage;
  }

  private static String id(Call call, Storage storage, String name) throws Refusal {
    String content = call.parameters().get("content");
    String clean = name.replaceFirst("^.*[/\\\\]", "").replaceAll("[^-a-zA-Z0-9_.]", "_");
    if (content.equals("iso") && !clean.matches("(?i).+\\.(iso|img)")) {
      throw Refusal.invalid("filename", "wrong file extension");
    }
    return storage.name() + ":" + content + "/" + clean;
  }

  private static void put(Call call, Storage storage, String id, long size, String sha256)
      throws TaskFailure {
    if (size > storage.free()) {
      throw new TaskFailure("download failed: No space left on device");
    }
    storage.put(new Volume(id, "iso", "iso", size, 0, call.world().nowSeconds(), sha256));
  }

  private Map<String, Object> metadata(Call call) throws Refusal {
    String url = call.parameters().get("url");
    if (!url.matches("https?://[^\\s]{1,1000}")) {
      throw Refusal.invalid("url", "value does not match the regex pattern");
    }
    return Map.of(
        "filename", url.replaceFirst("\\?.*", "").replaceFirst(".*/", ""),
        "mimetype", "application/x-iso9660-image",
        "size", call.world().isoSize());
  }
}
