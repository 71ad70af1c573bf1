package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class WordsTest {

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasASentence(Refusal.Code code) {
        assertThat(Words.english().of(Refusal.of(code, "ONE", "TWO")))
                .isNotEqualTo(code.text())
                .isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "sq, Cyril Çelik Ezra Ëngjëll guest-9 guest-10 Ёж Елена Ян 王伟",
        "fr, Çelik Cyril Ëngjëll Ezra guest-9 guest-10 Ёж Елена Ян 王伟",
        "pt, Çelik Cyril Ëngjëll Ezra guest-9 guest-10 Ёж Елена Ян 王伟",
        "en, Çelik Cyril Ëngjëll Ezra guest-9 guest-10 Ёж Елена Ян 王伟",
        "ru, Ёж Елена Ян Çelik Cyril Ëngjëll Ezra guest-9 guest-10 王伟",
    })
    void namesAreInTheOrderOfTheLanguage(String language, String inOrder) {
        var names = List.of(inOrder.split(" "));
        var mixed = new ArrayList<>(names);
        Collections.shuffle(mixed, new Random(1));

        assertThat(Words.speaking(language).orElseThrow().sorted(mixed, name -> name))
                .isEqualTo(names);
    }

    @ParameterizedTest
    @EnumSource
    void everyFarewellHasASentence(Notice.Reason reason) {
        assertThat(Words.english().of(new Notice.Bye(reason))).isNotBlank();
    }
}
