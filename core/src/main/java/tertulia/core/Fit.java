package tertulia.core;

/** How what comes next fits to where a follower stands: the only delivery logic there is. */
enum Fit {
    /** It goes on exactly from here. */
    NEXT,
    /** All of it was seen. */
    SEEN,
    /** Something is missing before it, or part of it was seen: only the log can tell. */
    GAP;

    static Fit of(long at, long prev, long last) {
        if (last <= at) return SEEN;
        return prev == at ? NEXT : GAP;
    }
}
