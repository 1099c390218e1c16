package dev.homelab.maven.process;

/** Gets told what is going on: for whoever waits before a terminal, or reads the log afterwards. */
public interface Progress {

  /** Tells nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void line(String text) {}

        @Override
        public void now(String state) {}
      };

  /** Something has begun or has happened: a line that stays. */
  void line(String text);

  /** How things stand. The next one takes its place, so that it may be told at any rate. */
  void now(String state);
}
