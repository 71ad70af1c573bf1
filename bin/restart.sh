# A server that is started again when it ended because of a failure. For ./tertulia to read in.

# keep_running COMMAND...: runs it again each time it ends with exit code 3, after a pause that grows from a second to a minute.
# A signal goes on to it, and then it is not started again.
keep_running() {
    ending='' pause=1 child=
    trap 'ending=yes; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null' TERM INT HUP
    exec 8<&0 # A program in the background would have no input.
    while :; do
        began=$(date +%s)
        "$@" <&8 8<&- &
        child=$!
        # A signal ends wait, too, before the program has ended.
        while wait "$child"; code=$?; kill -0 "$child" 2>/dev/null; do :; done
        child=
        { [ -z "$ending" ] && [ $code -eq 3 ]; } || exit "$code"
        [ $(($(date +%s) - began)) -lt 600 ] || pause=1
        echo "tertulia: starting the server again in $pause s" >&2
        sleep $pause &
        wait $!
        [ -z "$ending" ] || { kill $! 2>/dev/null; exit 0; }
        pause=$((pause * 2))
        [ $pause -le 60 ] || pause=60
    done
}
