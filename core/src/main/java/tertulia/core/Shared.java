package tertulia.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import tertulia.model.Notice;

/**
 * A notice for many sessions of one lane, with a place for the bytes that each format makes of it, in each language: made
 * once, by the first voice that needs them, and let go of together.
 */
public final class Shared {
    private final Notice notice;
    private final long bytes;
    private final List<Form> forms = new ArrayList<>(2);

    /** {@code bytes}: what the notice costs in the heap while it is kept. */
    Shared(Notice notice, long bytes) {
        this.notice = notice;
        this.bytes = bytes;
    }

    long bytes() {
        return bytes;
    }

    public Notice notice() {
        return notice;
    }

    /** The form of this kind, made now if nobody needed it before. */
    public <F extends Form> F form(Class<F> kind, Function<Notice, F> make) {
        return form(kind, form -> true, make);
    }

    /** The form of this kind that fits, in a reader's language perhaps; made now if nobody needed it before. */
    public <F extends Form> F form(Class<F> kind, Predicate<F> fits, Function<Notice, F> make) {
        for (var form : forms) if (kind.isInstance(form) && fits.test(kind.cast(form))) return kind.cast(form);
        var made = make.apply(notice);
        forms.add(made);
        return made;
    }

    void release() {
        forms.forEach(Form::release);
        forms.clear();
    }

    /** What a front made of a notice; {@code release} is called once, when nobody will ask for it again. */
    public interface Form {
        void release();
    }
}
