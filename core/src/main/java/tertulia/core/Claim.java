package tertulia.core;

import tertulia.model.Handle;
import tertulia.model.UserId;

/** Who a session wants to be, and what is needed to judge that, worked out before it reaches the lane of presence. */
record Claim(UserId user, Handle handle, String folded, String skeleton, String glance, boolean keeps, String address) {

    static Claim of(UserId user, Handle handle, boolean keeps, String address) {
        return new Claim(user, handle, handle.folded(), handle.skeleton(), handle.glance(), keeps, address);
    }
}
