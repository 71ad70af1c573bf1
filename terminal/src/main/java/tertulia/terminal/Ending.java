package tertulia.terminal;

/** What is still to be done if the process is told to end (SIGINT, SIGTERM, SIGHUP) before {@link #cancel}. */
final class Ending {
    private final Thread hook;

    Ending(Runnable last) {
        hook = new Thread(last, "tertulia-ending");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** It was done in good order. */
    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            System.getLogger(Ending.class.getName()).log(System.Logger.Level.TRACE, "it runs already", e);
        }
    }
}
