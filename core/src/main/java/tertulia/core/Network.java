package tertulia.core;

/**
 * Where connections come from, and what all of them share: messages, other commands, joins (hellos and checks of names), bytes
 * of messages. {@code name} stands for the network when shares are counted. May be used from any lane.
 */
public record Network(String name, Rate says, Rate commands, Rate joins, Rate bytes) {

    /** One whose connections may do what each of them may. */
    public static Network free(String name) {
        return new Network(name, Rate.FREE, Rate.FREE, Rate.FREE, Rate.FREE);
    }
}
