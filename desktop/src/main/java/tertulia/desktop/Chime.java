package tertulia.desktop;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;

/** Two soft notes, the same as on the page. They are played by a thread of its own; while they are, more are left out. */
final class Chime implements Runnable {
    private static final System.Logger LOG = System.getLogger(Chime.class.getName());
    private static final float SAMPLES = 44_100;
    private static final int[] HERTZ = {659, 880};
    /** When the second note begins, and how long each is heard, in seconds. */
    private static final double LATER = 0.12;

    private static final double LONG = 0.25;

    private final ThreadPoolExecutor player = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            Thread.ofPlatform().daemon().name("tertulia-sound").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    @Override
    public void run() {
        player.execute(() -> {
            var format = new AudioFormat(SAMPLES, 16, 1, true, false);
            byte[] notes = notes();
            try (var line = AudioSystem.getSourceDataLine(format)) {
                line.open(format);
                line.start();
                line.write(notes, 0, notes.length);
                line.drain();
            } catch (LineUnavailableException
                    | IllegalArgumentException e) { // No sound card, or another program has it.
                LOG.log(System.Logger.Level.DEBUG, "no sound can be played: {0}", e.toString());
            }
        });
    }

    /** 16 bits a sample, the low byte first. */
    static byte[] notes() {
        var notes = new byte[2 * (int) (SAMPLES * (LATER * (HERTZ.length - 1) + LONG))];
        for (int i = 0; i < notes.length / 2; i++) {
            double height = 0;
            for (int note = 0; note < HERTZ.length; note++) {
                double seconds = i / SAMPLES - note * LATER;
                if (seconds < 0 || seconds > LONG) continue;
                height += 0.08 * Math.pow(0.0125, seconds / LONG) * Math.sin(2 * Math.PI * HERTZ[note] * seconds);
            }
            int sample = (int) Math.round(height * Short.MAX_VALUE);
            notes[2 * i] = (byte) sample;
            notes[2 * i + 1] = (byte) (sample >> 8);
        }
        return notes;
    }
}
