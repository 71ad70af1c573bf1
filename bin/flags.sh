# The flags for Java, fitted to what comes from outside: options, memory, locale. For ./tertulia to read in.

# Says in UTF-8 what comes and goes. A locale that is not installed, or that has another charset, would turn letters into
# question marks, on the command line, too: only its language counts.
speak_utf8() {
    language=
    case ${LC_ALL-} in C.UTF-8 | C.utf8) return ;; esac
    [ "$(locale charmap 2>&1)" = UTF-8 ] && return
    wanted=${LC_ALL:-${LC_MESSAGES:-${LANG-}}}
    wanted=${wanted%%[.@]*}
    case $wanted in
        [a-z][a-z] | [a-z][a-z][a-z]) language=-Duser.language=$wanted ;;
        [a-z][a-z]_[A-Z][A-Z] | [a-z][a-z][a-z]_[A-Z][A-Z]) language="-Duser.language=${wanted%_*} -Duser.country=${wanted#*_}" ;;
    esac
    LC_ALL=C.UTF-8
    [ "$(LC_ALL=$LC_ALL locale charmap 2>&1)" = UTF-8 ] || LC_ALL=en_US.UTF-8 # Older systems have no C.UTF-8.
    export LC_ALL
}

# Sets memory to the MiB that this process may use: the machine's, or less if a cgroup (version 1 or 2) above it says so.
find_memory() {
    memory=1048576
    while read -r key kilobytes unit; do
        [ "$key" = MemTotal: ] && at_most $((kilobytes / 1024)) && break
    done 2>/dev/null </proc/meminfo
    while IFS=: read -r id controllers path; do
        case $id,$controllers, in
            0,,) within /sys/fs/cgroup "$path" memory.max ;;
            *,memory,*) within /sys/fs/cgroup/memory "$path" memory.limit_in_bytes ;;
        esac
    done 2>/dev/null </proc/self/cgroup
}

at_most() { [ "$1" -ge "$memory" ] || memory=$1; }

# within ROOT PATH FILE: looks at the group and all above it. In a container ROOT itself may be the group.
within() {
    group=$1${2%/}
    while :; do
        bytes=
        [ -r "$group/$3" ] && read -r bytes <"$group/$3"
        case $bytes in '' | max | ????????????????*) ;; *) at_most $((bytes / 1048576)) ;; esac
        [ ${#group} -le ${#1} ] && return
        group=${group%/*}
    done
}

# choose_flags MIB [server]: sets flags, with a heap of at most MIB, less on a small machine. What an operator chose by any of
# the variables that Java or we read comes instead. Sets cacheable, empty where an AOT cache made without that might not fit.
choose_flags() {
    collector=-XX:+UseSerialGC most=$1 start='' ratios='' compiler=-XX:TieredStopAtLevel=1 cacheable=yes
    least='' greatest=''
    [ "${2-}" != server ] || start=-Xms16m ratios='-XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=15 -XX:+ExitOnOutOfMemoryError' compiler=''
    for option in ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${TERTULIA_JAVA_OPTS-} ${_JAVA_OPTIONS-}; do
        case ${option#[\"\']} in
            -Djava.s* | -Djava.class.path* | -Djdk.*) cacheable= ;;
            -D* | -Xss* | -Xlog* | -verbose* | -ea* | -da* | -XX:*HeapDump* | -XX:*OnOutOfMemoryError* | -XX:ErrorFile* | \
                -XX:MaxDirectMemorySize* | -XX:NativeMemoryTracking* | -XX:*UsePerfData) ;;
            -Xmx1[6-9][mM] | -Xmx[2-9][0-9][mM] | -Xmx[1-9][0-9][0-9][mM] | -Xmx[1-9][0-9][0-9][0-9][mM] | -Xmx[1-9][gG]) most= ;;
            -Xm[nsx]* | -m[sx]* | -XX:*HeapSize* | -XX:*NewSize* | -XX:*RAM*) start='' most='' cacheable='' ;;
            -XX:MinHeapFreeRatio*) least=given cacheable='' ;;
            -XX:MaxHeapFreeRatio*) greatest=given cacheable='' ;;
            -XX:+Use*GC) collector='' cacheable='' ;;
            @* | -XX:Flags=* | -XX:VMOptionsFile=*) collector='' start='' most='' ratios='' cacheable='' ;; # Anything.
            *) cacheable= ;;
        esac
    done
    case $least,$greatest in # One of them alone is at odds with Java's own for the other.
        given,given) ratios= ;;
        given,) ratios=-XX:MaxHeapFreeRatio=100 ;;
        ,given) ratios=-XX:MinHeapFreeRatio=0 ;;
    esac
    find_memory
    # Half of what the program itself leaves is for the heap, the other half for the memory beside it.
    fits=$(((memory - 48) / 2))
    [ $fits -ge 16 ] || fits=16
    if [ -n "$most" ]; then
        [ "$most" -le $fits ] || most=$fits
        most=-Xmx${most}m
    fi
    [ "$memory" -ge 256 ] || compiler=-XX:TieredStopAtLevel=1
    [ "$memory" -ge 128 ] || cacheable=
    flags="$collector -XX:+UseCompactObjectHeaders -Xss512k $start $most $ratios $compiler -XX:-UsePerfData"
    flags="$flags --sun-misc-unsafe-memory-access=allow"
}
