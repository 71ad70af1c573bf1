package tertulia.core;

import tertulia.model.Handle;
import tertulia.model.UserId;

/** Who a session wants to be, and what is needed to judge that, worked out before it reaches the lane of presence. */
record Claim(
        UserId user,
        Handle handle,
        String folded,
        String skeleton,
        String glance,
        boolean keeps,
        boolean returns,
        String address,
        String network) {

    /** {@code keeps}: the handle is to be kept for the user; {@code returns}: the user may have rooms already. */
    static Claim of(UserId user, Handle handle, boolean keeps, boolean returns, Session session) {
        return of(
                user,
                handle,
                keeps,
                returns,
                session.address(),
                session.network().name());
    }

    /** One from before a restart, of whom nobody knows any more from where they came. */
    static Claim kept(UserId user, Handle handle) {
        return of(user, handle, true, false, "", "before " + user);
    }

    private static Claim of(
            UserId user, Handle handle, boolean keeps, boolean returns, String address, String network) {
        String folded = once(handle.folded(), handle.text());
        String skeleton = once(handle.skeleton(), folded);
        String glance = once(handle.glance(), skeleton);
        return new Claim(user, handle, folded, skeleton, glance, keeps, returns, address, network);
    }

    /** The same text is kept once: there may be many thousand people. */
    private static String once(String text, String before) {
        return text.equals(before) ? before : text;
    }
}
