package tertulia.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tertulia.core.port.Directory;
import tertulia.core.port.Directory.Guest;
import tertulia.core.port.Lane;
import tertulia.model.Author;
import tertulia.model.Handle;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.UserId;

/**
 * Who is connected, under which name: a versioned set, changed on one lane and copied to all. A token holder who is back
 * soon was never gone, and keeps the handle for a while after that.
 */
final class Presence {
    private static final long SECOND = 1_000_000_000L;

    /** What it may cost, all in all, to tell one person of a change: several times a write to a socket. */
    private static final long WRITE_NANOS = 20_000;

    /** What one person costs in the heap, present or away. */
    private static final long PERSON_BYTES = 640;
    /** After which somebody who joined too often is looked at once more. */
    private static final Duration WAIT = Duration.ofMillis(100);

    private final Node node;
    private final Lane lane;
    private final Limits limits;
    private final long mostAway;
    private final Map<UserId, Person> people = new HashMap<>();
    private final Map<String, Person> byName = new HashMap<>();
    private final Map<String, Person> byLook = new HashMap<>();
    private final Map<String, Person> byGlance = new HashMap<>();
    /** Those who may be back soon, and are shown until then. */
    private final Expiry<Person> leaving;

    private final Kept away;
    /** What those have used up who are not here, and whose handle is not kept. */
    private final Spent<UserId, UserRates> spent;

    private final Map<Object, Long> sentOut = new HashMap<>();

    // What the lanes were not told yet.
    private final Map<UserId, Author> joined = new LinkedHashMap<>();
    private final Map<UserId, Author> left = new LinkedHashMap<>();
    /** Those of {@code left} who are not coming back. */
    private final Set<UserId> gone = new LinkedHashSet<>();

    private long version;
    private boolean telling;
    private long windowNanos;
    private int toldInWindow;
    private long toldNanos;

    Presence(Node node, Lane lane) {
        this.node = node;
        this.lane = lane;
        limits = node.limits();
        var budget = node.world().budget();
        long mostBytes = budget.share(Budget.Use.HANDLES).most();
        mostAway = Math.min(limits.of(Limit.KEPT_HANDLES), mostBytes / PERSON_BYTES);
        long mostRates = budget.share(Budget.Use.RATES).most() / 2 / UserRates.BYTES;
        spent = new Spent<>(Math.min(limits.of(Limit.REMEMBERED_RATES), mostRates));
        leaving = new Expiry<>(lane, this::gone);
        away = new Kept(lane, this::forget);
        windowNanos = lane.nanos();
        toldNanos = windowNanos - SECOND;
    }

    /** Somebody who is connected, or whose handle is kept. */
    static final class Person {
        final UserId id;
        final List<Session> sessions = new ArrayList<>(1);
        final UserRates rates;
        /** Where the last connection came from. */
        String network;
        /** Belongs to {@link Kept}. */
        String keptFor = "";

        Handle handle;
        String folded;
        String skeleton;
        String glance;
        boolean keeps;
        boolean present;
        /** How many of the sessions may not sit in all of the user's rooms. */
        int partial;

        Person(Claim claim, UserRates rates) {
            this.rates = rates;
            network = claim.network();
            id = claim.user();
            handle = claim.handle();
            folded = claim.folded();
            skeleton = claim.skeleton();
            glance = claim.glance();
            keeps = claim.keeps();
        }

        Author author() {
            return new Author(id, handle);
        }
    }

    /** Before the first connection: the handles that are kept from before the restart. */
    void keepFrom(List<Guest> guests) {
        var now = node.world().clock().instant();
        var most = Duration.ofSeconds(limits.of(Limit.HANDLE_KEPT_SECONDS));
        for (var guest :
                guests.stream().sorted(Comparator.comparing(Guest::keptUntil)).toList()) {
            // Those who were connected when the server ended left, as far as anybody knows, just now.
            var left = guest.keptUntil().equals(Directory.WHILE_CONNECTED)
                    ? most
                    : Duration.between(now, guest.keptUntil());
            if (left.isNegative()) continue;
            var person = add(Claim.kept(guest.user(), guest.handle()));
            away.add(person, left.compareTo(most) < 0 ? left : most);
            if (left.equals(most)) keep(person, false);
        }
    }

    /** A session wants to be somebody; the answer runs here, on the lane of presence. */
    void enter(Session session, Claim claim, Consumer<Optional<Refusal>> answer) {
        var known = people.get(claim.user());
        var rates = known == null ? spent.get(claim.user()) : known.rates;
        if (rates != null && rates.joins().patience(lane.nanos()) > 0) {
            // A join is written down, and waits like the rest that is.
            session.later(session::waits);
            lane.after(WAIT, () -> session.later(() -> node.atPresence(later -> later.enter(session, claim, answer))));
            return;
        }
        var refusal = refusal(claim);
        answer.accept(refusal);
        if (refusal.isPresent()) return;
        var person = known == null ? add(claim) : known;
        leaving.remove(person);
        away.remove(person);
        person.network = claim.network();
        if (!person.handle.equals(claim.handle()) && person.sessions.isEmpty()) rename(person, claim);
        person.sessions.add(session);
        if (claim.returns()) partial(session, person);
        person.rates.joins().take(1, lane.nanos());
        session.person = person;
        session.since = node.world().clock().instant();
        session.later(() -> session.entered(person.author(), person.rates));
        if (!person.present) {
            person.present = true;
            gone.remove(person.id);
            if (left.remove(person.id, person.author())) telling();
            else joined(person);
            node.watch().joined(person.author(), claim.address());
        }
        if (claim.keeps()) keep(person, true);
    }

    /** Why a claim would be refused now, if it would. */
    Optional<Refusal> refusal(Claim claim) {
        if (isSentOut(claim.user()) || isSentOut(claim.skeleton())) {
            return Optional.of(Refusal.of(Refusal.Code.NAME_BANNED));
        }
        var other = other(byLook.get(claim.skeleton()), byGlance.get(claim.glance()), claim.user());
        if (other == null) return Optional.empty();
        return Optional.of(
                other.folded.equals(claim.folded())
                        ? Refusal.of(Refusal.Code.NAME_TAKEN, claim.handle())
                        : Refusal.of(Refusal.Code.NAME_LOOKS_LIKE, claim.handle(), other.handle));
    }

    private static @Nullable Person other(@Nullable Person byLook, @Nullable Person byGlance, UserId user) {
        if (byLook != null && !byLook.id.equals(user)) return byLook;
        return byGlance != null && !byGlance.id.equals(user) ? byGlance : null;
    }

    /** A session is gone; on purpose, or even for good, if it said so. */
    void leave(Session session, boolean onPurpose, boolean forGood) {
        complete(session);
        var person = session.person;
        if (person == null || !person.sessions.remove(session) || !person.sessions.isEmpty()) return;
        if (forGood && person.keeps) {
            person.keeps = false;
            keep(person, Directory.LEFT);
        }
        if (onPurpose || !person.keeps) {
            gone(person);
            return;
        }
        leaving.add(person, Duration.ofSeconds(limits.of(Limit.BACK_SECONDS)));
        if (leaving.size() > mostAway) gone(leaving.first());
    }

    /** The session may not sit in all of its user's rooms: until it does, each room tells the user's sessions of what happens there. */
    private void partial(Session session, Person person) {
        session.partial = true;
        if (person.partial++ == 0) node.inEachHall(hall -> hall.partial().add(person.id));
    }

    /** It sits in all of them now, or is gone. */
    void complete(Session session) {
        var person = session.person;
        if (person == null || !session.partial) return;
        session.partial = false;
        if (--person.partial == 0) node.inEachHall(hall -> hall.partial().remove(person.id));
    }

    private void gone(Person person) {
        leaving.remove(person);
        person.present = false;
        if (joined.remove(person.id, person.author())) telling();
        else {
            left.put(person.id, person.author());
            if (!person.keeps) gone.add(person.id);
            telling();
        }
        node.watch().left(person.author());
        if (person.keeps) {
            keep(person, false);
            away.add(person, Duration.ofSeconds(limits.of(Limit.HANDLE_KEPT_SECONDS)));
            if (away.size() > mostAway) giveUp(away.next());
        } else {
            forget(person);
        }
    }

    /** The handle is anybody's from now on, after a restart too. */
    private void giveUp(Person person) {
        forget(person);
        keep(person, node.world().clock().instant());
    }

    private Person add(Claim claim) {
        var rates = spent.take(claim.user(), UserRates.full(limits, lane.nanos()));
        var person = new Person(claim, rates);
        people.put(person.id, person);
        byName.put(person.folded, person);
        byLook.put(person.skeleton, person);
        byGlance.put(person.glance, person);
        return person;
    }

    private void forget(Person person) {
        away.remove(person);
        unlist(person);
        long nanos = lane.nanos();
        spent.put(person.id, person.rates, rates -> rates.missing(nanos));
    }

    private void unlist(Person person) {
        people.remove(person.id, person);
        byName.remove(person.folded, person);
        byLook.remove(person.skeleton, person);
        byGlance.remove(person.glance, person);
    }

    private void rename(Person person, Claim claim) {
        if (person.present) {
            if (!joined.remove(person.id, person.author())) left.put(person.id, person.author());
            person.present = false;
            node.watch().left(person.author());
        }
        unlist(person);
        person.handle = claim.handle();
        person.folded = claim.folded();
        person.skeleton = claim.skeleton();
        person.glance = claim.glance();
        people.put(person.id, person);
        byName.put(person.folded, person);
        byLook.put(person.skeleton, person);
        byGlance.put(person.glance, person);
    }

    private void keep(Person person, boolean connected) {
        keep(
                person,
                connected
                        ? Directory.WHILE_CONNECTED
                        : node.world().clock().instant().plusSeconds(limits.of(Limit.HANDLE_KEPT_SECONDS)));
    }

    private void keep(Person person, Instant until) {
        node.world()
                .directory()
                .keep(new Guest(person.id, person.handle, until))
                .whenComplete((done, failure) -> {
                    if (failure != null) node.trouble("directory", failure);
                });
    }

    /** Whoever has this name now, in any letter case. */
    Optional<Author> named(String folded) {
        return Optional.ofNullable(byName.get(folded)).map(Person::author);
    }

    Optional<Author> withId(UserId user) {
        return Optional.ofNullable(people.get(user)).map(Person::author);
    }

    /** Something happened in a room that not all of its members' sessions may know of: they are told that it is there. */
    void opened(Notice.RoomInfo info, UserId member) {
        var person = people.get(member);
        if (person == null) return;
        for (var session : person.sessions) session.later(() -> session.opened(info));
    }

    List<Node.UserView> everyone() {
        return people.values().stream()
                .filter(person -> person.present)
                .map(person -> new Node.UserView(
                        person.author(),
                        person.sessions.stream().map(Session::view).toList()))
                .toList();
    }

    /** Sends a user out for a while; false if nobody is called so. */
    boolean kick(String folded) {
        var person = byName.get(folded);
        if (person == null) return false;
        node.watch().kicked(person.author());
        sendOut(person.id);
        sendOut(person.skeleton);
        for (var session : person.sessions) session.later(() -> session.bye(Notice.Reason.KICKED));
        return true;
    }

    private void sendOut(Object who) {
        var duration = Duration.ofSeconds(limits.of(Limit.KICK_SECONDS));
        sentOut.put(who, lane.nanos() + duration.toNanos());
        lane.after(duration, () -> isSentOut(who));
    }

    private boolean isSentOut(Object who) {
        @Nullable Long until = sentOut.get(who);
        if (until == null) return false;
        if (lane.nanos() - until < 0) return true;
        sentOut.remove(who);
        return false;
    }

    private void joined(Person person) {
        joined.put(person.id, person.author());
        telling();
    }

    /**
     * Tells the lanes soon. Telling means a write to everyone, so what follows waits a little, the longer the more people
     * there are; and beyond so many changes a second, until the second is over.
     */
    private void telling() {
        if (telling) return;
        telling = true;
        long nanos = lane.nanos();
        if (nanos - windowNanos >= SECOND) {
            windowNanos = nanos;
            toldInWindow = 0;
        }
        boolean many = toldInWindow >= limits.of(Limit.PRESENCE_CHANGES_PER_SECOND);
        long pause = Math.min(SECOND, people.size() * WRITE_NANOS);
        long wait = (many ? windowNanos + SECOND : toldNanos + pause) - nanos;
        if (wait <= 0) lane.run(this::tell);
        else lane.after(Duration.ofNanos(wait), this::tell);
    }

    private void tell() {
        telling = false;
        if (joined.isEmpty() && left.isEmpty()) return;
        toldNanos = lane.nanos();
        toldInWindow += joined.size() + left.size();
        var changed = new Notice.PresenceChanged(
                ++version, List.copyOf(joined.values()), List.copyOf(left.values()), List.copyOf(gone));
        joined.clear();
        left.clear();
        gone.clear();
        node.inEachHall(hall -> hall.people().change(changed));
    }
}
