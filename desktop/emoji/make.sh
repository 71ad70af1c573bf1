#!/bin/sh
# Makes src/main/resources/tertulia/desktop/emoji.bin anew from the drawings of Twemoji. The build does not need this: run it
# after ./build, with npm and a JDK 25, when there are new emoji, and commit what comes.
set -e
version=${1-16.0.1}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "@discordapp/twemoji@$version" && tar xzf ./*.tgz)
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dglass.platform=Headless -Dprism.order=sw --enable-native-access=ALL-UNNAMED \
    -cp "$here/../target/desktop/fx/*" "$here/Make.java" "$work/package/dist/svg" \
    "$here/../src/main/resources/tertulia/desktop/emoji.bin"
