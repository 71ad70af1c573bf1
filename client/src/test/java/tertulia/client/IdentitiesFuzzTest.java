package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** What may stand in an identity file. */
final class IdentitiesFuzzTest {

    @FuzzTest
    void aFileIsAnIdentityOrCannotBeRead(FuzzedDataProvider data) throws IOException {
        Identity identity;
        try {
            identity = Identities.parse(data.consumeRemainingAsString());
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(identity.cursors().values()).allMatch(seq -> seq >= 0);
        assertThat(Identities.parse(Identities.write(identity))).isEqualTo(identity);
    }
}
