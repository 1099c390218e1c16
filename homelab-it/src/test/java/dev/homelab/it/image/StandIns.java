package dev.homelab.it.image;

/** Stand-ins that have to do a little more than note their calls. */
final class StandIns {

  /** Knows which units are enabled and which run; only nm-cloud-setup does not exist. */
  static final String SYSTEMCTL =
      """
      state=/stand-ins/state
      for unit do :; done
      case "$*" in
        'cat nm-cloud-setup'*) exit 1 ;;
        'enable --now '*) touch "$state/$unit.enabled" "$state/$unit.runs" ;;
        enable*) touch "$state/$unit.enabled" ;;
        start*) touch "$state/$unit.runs" ;;
        is-enabled*) test -e "$state/$unit.enabled" ;;
        is-active*) test -e "$state/$unit.runs" ;;
      esac
      """;

  /** Serves the files in /served under the last part of the address, like a web server would. */
  static final String CURL =
      """
      while [ $# -gt 1 ]; do
        [ "$1" = --output ] && target=$2
        shift
      done
      if ! cp "/served/${1##*/}" "$target" 2>/dev/null; then
        echo "curl: (22) The requested URL returned error: 404" >&2
        exit 22
      fi
      """;

  private StandIns() {}
}
