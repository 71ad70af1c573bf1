# Builds what is not there, or is older than its sources. For ./tertulia to read in.

# built MODULES JAR: sees to it that JAR is what the sources of these modules say. A copy without sources is what it is.
# Sets was_built if it was made now.
built() {
    stamp=${2%/*}/built was_built=
    is_needed "$1" "$2" || return 0
    if cannot=$(cannot_build); then
        [ ! -f "$2" ] && echo "tertulia: it is not built yet, and that cannot be done here: $cannot" >&2 && exit 1
        echo "tertulia: the sources are newer than the program, which runs as it was built: $cannot" >&2
        return 0
    fi
    alone
    # Whoever held it may have built just this.
    if is_needed "$1" "$2"; then
        echo "$why" >&2
        build_now "$1" "$2"
        was_built=yes
    fi
    rm -rf "$lock"
    trap - EXIT INT TERM HUP
}

# is_needed MODULES JAR: whether the jar is to be built, and sets why.
is_needed() {
    if [ ! -f "$2" ]; then
        why="Tertulia is not built yet. Building it now; this takes about a minute, once."
    else
        why="Tertulia's sources are newer than the program. Building it again."
        [ -f "$here/pom.xml" ] && is_stale "$1"
    fi
}

# Waits until nobody else builds here: two at once would spoil each other's work.
alone() {
    lock=$here/target/building waits=
    mkdir -p "$here/target" || exit 1
    until mkdir "$lock" 2>/dev/null; do
        holder=$(cat "$lock/pid" 2>/dev/null)
        if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
            rm -rf "$lock" # It was killed.
        else
            [ -n "$waits" ] || echo "Tertulia is being built here already. Waiting for that." >&2
            waits=yes
            sleep 1
        fi
    done
    trap 'rm -rf "$lock"' EXIT
    trap 'exit 1' INT TERM HUP
    echo $$ >"$lock/pid"
}

is_stale() {
    [ -f "$stamp" ] || return 0
    (
        cd "$here" || exit 1
        modules=$1
        set --
        for module in $modules; do set -- "$@" "$module/pom.xml" "$module/src/main"; done
        [ -n "$(find pom.xml docs/classroom.md "$@" -type f ! -name '.*' ! -name '*~' -newer "$stamp" -print 2>/dev/null)" ]
    )
}

# Says why not, or fails.
cannot_build() {
    if [ ! -f "$here/pom.xml" ]; then
        echo "there are no sources in $here"
    elif [ ! -w "$here" ]; then
        echo "you may not write to $here. Build it as its owner, with ./build -Dprogram, or run a copy of your own"
    elif said=$(find_java 25 jdk 2>&1); then
        no_maven
    else
        echo "${said#tertulia: }"
    fi
}

# build_now MODULES JAR: builds them, with progress, and fails with what Maven said.
build_now() {
    log=$here/target/first-build.log
    rm -f "$log.failed"
    { "$here/build" -Dprogram -pl "$(echo "$1" | tr ' ' ,)" package || : >"$log.failed"; } 2>&1 | tee "$log" |
        sed -n 's/^\[INFO\] Building tertulia-\([a-z0-9]*\) .*\(\[.*\]\)$/  \2 \1/p' >&2
    [ ! -f "$log.failed" ] && [ -f "$2" ] && return
    { grep -e '^\[ERROR\]' "$log" || tail -n 20 "$log"; } | head -n 20 >&2
    echo "tertulia: the build failed; all it said is in $log" >&2
    exit 1
}
