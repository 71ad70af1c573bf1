package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The second of the five systems: people register a name, and write to each other by name. */
@WithServer
final class S2PersonToPersonTest {
    private final ServerProcess server;

    S2PersonToPersonTest(ServerProcess server) {
        this.server = server;
    }

    @Test
    void aMessageToANameReachesThatUserAlone() {
        try (var amelie = PlainClient.join("Amélie", server);
                var benoit = PlainClient.join("Benoît", server);
                var chloe = PlainClient.join("Chloé", server);
                var script = JsonClient.join("Script", server)) {
            amelie.say("Benoît*Rendez-vous à midi ?");
            benoit.expect("Amélie (private): Rendez-vous à midi ?");
            benoit.say("Amélie*Oui.");
            amelie.expect("Benoît (private): Oui.");
            // Had it gone to others it would have reached them before what is said to all after it.
            amelie.say("bonjour");
            assertThat(chloe.before("Amélie: bonjour"))
                    .noneMatch(line -> line.contains("midi") || line.contains("Oui"));
            script.hear("bonjour");
            assertThat(script.wire().lines().all()).noneMatch(line -> line.contains("midi") || line.contains("Oui"));
            assertThat(amelie.untilNow()).noneMatch(line -> line.contains("midi"));
        }
    }

    @Test
    void fromAllKindsOfClientsEverythingGoesByName() {
        try (var denis = PlainClient.join("Denis", server);
                var elodie = JsonClient.join("Élodie", server)) {
            denis.say("Élodie*salut");
            var heard = elodie.hear("salut");
            assertThat(heard.text("name")).isEqualTo("Denis");
            elodie.say("denis", "salut à toi");
            denis.expect("Élodie (private): salut à toi");
            elodie.send("type", "say", "user", heard.text("user"), "text", "par identité");
            denis.expect("Élodie (private): par identité");
            elodie.send("type", "say", "room", heard.text("room"), "text", "dans la salle");
            denis.expect("Élodie (private): dans la salle");
        }
    }

    @Test
    void aNameIsOneUsersAtATimeAndFreeAgainAfterwards() {
        try (var first = PlainClient.join("Fanny", server);
                var second = PlainClient.connect("the second", server)) {
            second.say("Fanny");
            assertThat(second.rest().getFirst()).isEqualTo("! Fanny is taken; choose another name");
            first.say("/quit");
            assertThat(first.rest().getLast()).isEqualTo("* goodbye");
        }
        PlainClient.join("Fanny", server).close();
    }

    @Test
    void theConversationGoesOnUntilAUserEndsIt() {
        try (var gaston = PlainClient.join("Gaston", server);
                var helene = PlainClient.join("Hélène", server)) {
            for (int i = 1; i <= 50; i++) {
                gaston.say("Hélène*question " + i);
                helene.expect("Gaston (private): question " + i);
                helene.say("Gaston*réponse " + i);
                gaston.expect("Hélène (private): réponse " + i);
            }
            gaston.say("/quit");
            assertThat(gaston.rest()).containsExactly("* goodbye");
            helene.expect("* Gaston left the server");
            helene.say("Gaston*encore là ?");
            helene.expect("! nobody is called Gaston; begin with ALL* to say this to everyone");
        }
    }

    @Test
    void whoeverTakesAFormerNameSeesNothingThatWasWrittenToTheFormerUser() {
        try (var ines = PlainClient.join("Inès", server)) {
            try (var former = PlainClient.join("Jules", server)) {
                ines.say("Jules*pour toi seul");
                former.expect("Inès (private): pour toi seul");
            }
            ines.expect("* Jules left the server");
            try (var later = PlainClient.join("Jules", server)) {
                later.say("/history 100");
                later.expectBeginning("* ");
                assertThat(later.untilNow()).noneMatch(line -> line.contains("pour toi seul"));
                ines.say("Jules*pour l’ancien");
                ines.expectBeginning("! Jules is somebody else now");
                ines.say("Jules*au suivant");
                later.expect("Inès (private): au suivant");
            }
        }
    }
}
