# The AOT cache, which halves the time to start, for one Java, these jars and these flags. For ./tertulia to read in.
#
# It lies in a folder with three files: `for` says what it is for, and is as old as the beginning of its making, `aot` is the
# cache, and `done` has its size, and is as old as the end. What does not fit, or was changed since, is made again.

# find_cache: sets cache_flag if there is one that fits. If not, it is made beside, where there is memory enough for that.
find_cache() {
    cache_flag=
    [ -z "${TERTULIA_NO_CACHE-}" ] && [ -n "$cacheable" ] || return
    cache=$app/cache
    if ! fits "$cache" && [ ! -w "$app" ]; then
        own_cache || return
        fits "$cache"
    fi
    [ -z "$cache_flag" ] && [ "$memory" -ge 1024 ] || return
    # The server that starts now comes first.
    (sleep 5 && make_cache) </dev/null >/dev/null 2>&1 &
}

# The same at a moment that nobody needs for anything else: after the program was built.
make_cache_now() {
    choose_flags 384 server
    [ "$memory" -ge 1024 ] || return
    cache=$app/cache
    echo "Preparing a fast start." >&2
    (make_cache) </dev/null >/dev/null 2>&1
}

# Sets cache to a folder within one that nobody else can write to; without a home there is none.
own_cache() {
    case ${XDG_CACHE_HOME-} in
        /*) own=$XDG_CACHE_HOME/tertulia ;;
        *) case ${HOME-} in /*) own=$HOME/.cache/tertulia ;; *) return 1 ;; esac ;;
    esac
    (umask 077 && mkdir -p "$own") 2>/dev/null
    [ -n "$(find "$own" -prune -type d -user "$(id -u)" ! -perm -020 ! -perm -002 -print 2>/dev/null)" ] || return 1
    cache=$own/$(printf %s "$app" | cksum | tr -d ' ')
}

# fits FOLDER: whether the cache there is whole, is for what is run now, and may be trusted.
fits() {
    [ -f "$1/for" ] && [ -f "$1/aot" ] && read -r bytes 2>/dev/null <"$1/done" && read -r java <"$1/for" || return
    [ "$java" = "$JAVA_HOME" ] || return
    [ -z "$(
        find "$1" \( -perm -020 -o -perm -002 -o -type l \) -print -o \
            -name aot \( -newer "$1/done" -o ! -size "${bytes}c" \) -print
        find "$app/tertulia.jar" "$app/lib" "$JAVA_HOME/release" -newer "$1/for" 2>&1
    )" ] && cache_flag=-XX:AOTCache=$1/aot
}

make_cache() {
    umask 022
    making=$cache.making
    find "$making" -prune -mmin +10 -exec rm -rf {} + 2>/dev/null # It was begun and never finished.
    mkdir "$making" || return
    printf '%s\n' "$JAVA_HOME" >"$making/for"
    (
        unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
        # shellcheck disable=SC2086
        exec nice "$JAVA_HOME/bin/java" $flags -XX:AOTCacheOutput="$making/aot" "$natives" -jar "$app/tertulia.jar" \
            warm-up "$making/work"
    ) && wc -c <"$making/aot" | tr -d ' ' >"$making/done" && rm -rf "$cache" "$making/work" && mv "$making" "$cache"
    rm -rf "$making"
}
