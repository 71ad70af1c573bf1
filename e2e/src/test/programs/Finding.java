import tertulia.discovery.Finder;
import tertulia.discovery.Found;

/** Says which servers are found, whenever that changes, until it is killed. */
final class Finding {
    public static void main(String[] arguments) throws InterruptedException {
        Finder.start(all -> System.out.println("now " + all.stream().map(Finding::text).toList()));
        System.out.println("listening");
        Thread.currentThread().join();
    }

    private static String text(Found one) {
        return one.name() + " at " + one.host() + ":" + one.port() + (one.tls() ? " by TLS" : "");
    }
}
