# find_java MIN jdk|jre: prints the home of a Java of at least that version, or fails. For ./tertulia and ./build to read in.

java_version() { # of the Java home $1, without starting it if it says so itself
    [ -x "$1/bin/java" ] || return 1
    version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9]*\).*/\1/p' "$1/release" 2>/dev/null | head -n 1)
    [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9][0-9]*\).*/\1/p' | head -n 1)
    [ -n "$version" ]
}

java_will_do() { # $1 home, $2 least version, $3 jdk or jre
    java_version "$1" && [ "$version" -ge "$2" ] && { [ "$3" != jdk ] || [ -x "$1/bin/javac" ]; }
}

java_on_path() { # prints the home behind the java on PATH, following links
    path=$(command -v java 2>/dev/null) || return 1
    turns=0
    while [ -L "$path" ] && [ $turns -lt 20 ]; do
        target=$(readlink "$path")
        case $target in /*) path=$target ;; *) path=$(dirname "$path")/$target ;; esac
        turns=$((turns + 1))
    done
    (cd "$(dirname "$path")/.." 2>/dev/null && pwd -P)
}

no_maven() { # says what is missing, or fails
    command -v mvn >/dev/null && return 1
    echo "Maven 3.8 or newer is needed, and there is no mvn on the PATH. apt, dnf and brew have it: install maven."
}

find_java() {
    set +f
    for home in "${TERTULIA_JAVA_HOME-}" "${JAVA_HOME-}" "$(java_on_path)"; do
        [ -n "$home" ] && java_will_do "$home" "$1" "$2" && { printf '%s\n' "$home"; return 0; }
    done
    best='' best_version=999
    for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* \
        "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.asdf/installs/java/* \
        "${HOME-}"/.local/share/mise/installs/java/* "${HOME-}"/.gradle/jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        java_will_do "$home" "$1" "$2" && [ "$version" -lt "$best_version" ] && best=$home best_version=$version
    done
    [ -n "$best" ] && printf '%s\n' "$best" && return 0
    case $2 in jdk) what="A JDK (Java with its compiler), $1 or newer," ;; *) what="Java $1 or newer" ;; esac
    echo "tertulia: $what is needed, and none was found. Install one, for example from adoptium.net, or set JAVA_HOME." >&2
    return 1
}
