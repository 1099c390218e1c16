package dev.homelab.maven.tool;

/**
 * What became of an object that was applied.
 *
 * @param object "helmchart kube-system/argocd"
 * @param change to it
 */
public record Applied(String object, Change change) {

  /** What it did to the cluster. */
  public enum Change {
    /** It was not there. */
    CREATED("created"),
    /** It was there in another form. */
    CHANGED("changed"),
    /** It was there like this. */
    UNCHANGED("as it was");

    private final String words;

    Change(String words) {
      this.words = words;
    }

    /** As people read it. */
    public String words() {
      return words;
    }
  }

  /** As people read it. */
  @Override
  public String toString() {
    return object + ": " + change.words();
  }
}
