# shellcheck shell=sh
# Sourced by ./mvnw and ./syncscript: exports JAVA_HOME of a JDK 21 or newer, or says plainly that there is none.
# Looks at JAVA_HOME, then the java on the PATH, then where package managers and tools put JDKs; the newest of a place wins.

syncscript_jdk_major() { # DIR: prints the major version of the JDK in DIR, nothing where DIR is no JDK
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

syncscript_find_jdk() {
  for syncscript_dir in "${JAVA_HOME-}" "$(syncscript_java_on_path)"; do
    syncscript_major=$(syncscript_jdk_major "$syncscript_dir")
    [ "${syncscript_major:-0}" -ge 21 ] && { printf '%s\n' "$syncscript_dir"; return 0; }
  done
  # shellcheck disable=SC2086 # the pattern list is meant to be split and expanded
  for syncscript_dir in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* /usr/local/*jdk* "${HOME-}"/.sdkman/candidates/java/* \
      "${HOME-}"/.jdks/* "${HOME-}"/.asdf/installs/java/* "${HOME-}"/.local/share/mise/installs/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    printf '%s %s\n' "$(syncscript_jdk_major "$syncscript_dir")" "$syncscript_dir"
  done | awk '$1 >= 21 { print }' | sort -rn | head -n 1 | cut -d' ' -f2- | grep .
}

syncscript_java_on_path() {
  syncscript_java=$(command -v java) || return 0
  syncscript_java=$(readlink -f "$syncscript_java" 2>/dev/null || printf '%s' "$syncscript_java")
  dirname "$(dirname "$syncscript_java")"
}

if ! JAVA_HOME=$(syncscript_find_jdk); then
  echo "SyncScript needs a JDK 21 or newer and found none: install one (for example Temurin 25) or set JAVA_HOME to it." >&2
  exit 1
fi
export JAVA_HOME
