package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.HaSettings;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.peer.PeerResult.Answer;
import io.tandem6.server.peer.PeerResult.Cause;
import io.tandem6.server.peer.PeerResult.Unreachable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the partner is there, asked every 250 ms, with patience for 800 ms. */
class ContactTest {
    private final FakeLoop loop = new FakeLoop();
    private final List<Boolean> heard = new ArrayList<>();
    private boolean answers = true;
    private final Contact contact =
            new Contact(
                    loop,
                    new HaSettings.Continuity(
                            HaSettings.Continuity.Wish.OFFERED, 3600, 128, 200, 250, 800),
                    (timeout, answered) -> {
                        if (answers) {
                            loop.execute(() -> answered.accept(new Answer(0, "", null)));
                        }
                    },
                    this::changed);

    private void changed() {
        heard.add(contact.isUp());
    }

    @BeforeEach
    void thePartnerIsThere() {
        contact.start();
        loop.advance(Duration.ofSeconds(3));
        assertThat(heard).containsExactly(true);
    }

    @Test
    void silenceEndsIt() {
        answers = false;
        loop.advance(Duration.ofMillis(750));
        assertThat(contact.isUp()).isTrue();
        loop.advance(Duration.ofMillis(500));
        assertThat(contact.isUp()).isFalse();

        answers = true;
        loop.advance(Duration.ofMillis(250));
        assertThat(heard).containsExactly(true, false, true);
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, false", "TIMEOUT, true", "BROKEN, true", "MALFORMED, true"})
    void nobodyListening(Cause cause, boolean isUp) {
        contact.judge(new Unreachable(cause, ""), loop.nanoTime() + 1);
        assertThat(contact.isUp()).isEqualTo(isUp);
    }

    @Test
    void whatThePartnerSaidBeforeThisServerSleptIsStale() {
        assertThat(contact.isStale()).isFalse();
        loop.sleep(Duration.ofMinutes(5));
        assertThat(contact.isUp()).isTrue();
        assertThat(contact.isStale()).isTrue();

        loop.advance(Duration.ofMillis(250));
        assertThat(contact.isStale()).isFalse();
    }

    @Test
    void whoHasSleptItselfListensFirst() {
        loop.sleep(Duration.ofMinutes(5));
        loop.advance(Duration.ofSeconds(3));
        assertThat(heard).containsExactly(true);

        answers = false;
        loop.sleep(Duration.ofMinutes(5));
        loop.advance(Duration.ofMillis(750));
        assertThat(heard).containsExactly(true);
        loop.advance(Duration.ofMillis(500));
        assertThat(heard).containsExactly(true, false);
    }
}
