package io.tandem6.server.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.identity.Duid;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Two servers that greet each other. */
class AgreementTest {
    private static final Terms TERMS = new Terms("one", "two", 128, 600, List.of());
    private static final Terms THIRD = new Terms("one", "two", 32, 600, List.of());
    private static final Terms OTHERS = new Terms("one", "two", 64, 600, List.of());

    /** One of them, whose disk is quick. */
    private static final class Server {
        private final String id;
        private Memory memory = Memory.NONE;
        private long incarnation = 1;
        private long startBeat;
        private Terms terms = TERMS;
        private boolean normal = true;
        private boolean drained = true;

        private Server(String id) {
            this.id = id;
        }

        Greeting greeting() {
            return new Greeting(
                    1,
                    Duid.parse(id),
                    incarnation,
                    startBeat,
                    memory.beat(),
                    terms.hash(),
                    "",
                    memory.current().map(Greeting.Agreed::of),
                    memory.next().map(Greeting.Agreed::of),
                    normal,
                    drained,
                    true,
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(
                            new Greeting.Heard(memory.partnerIncarnation(), memory.partnerBeat())),
                    0,
                    memory.partnerBehind() != 0,
                    true,
                    memory.behind(),
                    memory.recovered(),
                    memory.hold(),
                    0,
                    0);
        }

        void hears(Greeting greeting) {
            hears(greeting, true);
        }

        void hears(Greeting greeting, boolean fresh) {
            Greeting travelled = Greeting.decode(greeting.encode()).orElseThrow();
            memory =
                    Agreement.heard(
                                    memory,
                                    travelled,
                                    new Agreement.Self(
                                            terms, incarnation, startBeat, normal, drained, false),
                                    fresh)
                            .beating(0, java.util.Set.of());
            var decoded = MemoryJson.decode(MemoryJson.encode(memory));
            assertThat(decoded).isEqualTo(new MemoryJson.Decoded.Ok(memory));
        }

        void restart() {
            incarnation++;
            startBeat = memory.beat();
        }
    }

    private final Server one = new Server("00030001aa0000000001");
    private final Server two = new Server("00030001aa0000000002");

    private void talk() {
        for (int i = 0; i < 3; i++) {
            two.hears(one.greeting());
            one.hears(two.greeting());
        }
    }

    @Test
    void twoThatAreWellAndKnowAllOfEachOtherComeToAnAgreement() {
        one.drained = false;
        talk();
        assertThat(one.memory.current()).isEmpty();

        one.drained = true;
        talk();
        assertThat(one.memory.isInForce()).isTrue();
        assertThat(two.memory.isInForce()).isTrue();
        assertThat(one.memory.current()).isEqualTo(two.memory.current());
    }

    @Test
    void theOneThatConfirmsFirstWaitsForTheOther() {
        two.hears(one.greeting());

        assertThat(two.memory.current()).isPresent();
        assertThat(two.memory.isInForce()).isFalse();
    }

    @Test
    void otherTermsTakeEffectWhenBothHaveThem() {
        talk();
        one.terms = OTHERS;
        talk();
        assertThat(one.memory.current().orElseThrow().terms()).isEqualTo(TERMS);
        assertThat(one.memory.next()).isEmpty();

        two.terms = OTHERS;
        two.hears(one.greeting());
        assertThat(two.memory.next()).isPresent();
        assertThat(two.memory.current().orElseThrow().terms()).isEqualTo(TERMS);
        talk();
        assertThat(one.memory.current().orElseThrow().terms()).isEqualTo(OTHERS);
        assertThat(two.memory.current().orElseThrow().terms()).isEqualTo(OTHERS);
        assertThat(two.memory.next()).isEmpty();
    }

    @Test
    void aRestartWithTheWholeDiskIsNoLoss() {
        talk();
        two.restart();
        talk();

        assertThat(one.memory.partnerBehind()).isZero();
        assertThat(two.memory.behind()).isFalse();
        assertThat(two.memory.isInForce()).isTrue();
    }

    @Test
    void aDiskThatWentBackIsFoundOutAndForgivenWhenItIsMadeUpFor() {
        talk();
        Memory backup = two.memory;
        talk();
        two.memory = backup;
        two.restart();
        talk();
        assertThat(one.memory.partnerBehind()).isEqualTo(2);
        assertThat(two.memory.behind()).isTrue();

        two.memory = two.memory.recoveredIn(2);
        talk();
        assertThat(one.memory.partnerBehind()).isZero();
        assertThat(two.memory.behind()).isFalse();
    }

    /** The partner asks, but does not hear, or did not hear before this server's disk went back. */
    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void aServerFindsOutFromAQuestionThatItsDiskWentBack(boolean wentBack, boolean behind) {
        talk();
        Memory backup = two.memory;
        talk();
        if (wentBack) {
            two.memory = backup;
        }
        two.restart();
        two.hears(one.greeting(), false);
        assertThat(two.memory.behind()).isEqualTo(behind);

        talk();
        two.memory = two.memory.recoveredIn(2);
        talk();
        two.hears(one.greeting(), false);
        assertThat(two.memory.behind()).isFalse();
    }

    @Test
    void ofTwoThatForgetOneAfterTheOtherBothKnowOfBoth() {
        talk();
        one.memory = Memory.NONE;
        one.restart();
        talk();
        assertThat(one.memory.behind()).isTrue();

        two.memory = Memory.NONE;
        two.restart();
        talk();
        assertThat(two.memory.behind()).isTrue();
        assertThat(one.memory.partnerBehind()).isEqualTo(2);
        assertThat(two.memory.partnerBehind()).isEqualTo(2);

        one.memory = one.memory.recoveredIn(2);
        two.memory = two.memory.recoveredIn(2);
        talk();
        assertThat(one.memory.partnerBehind()).isZero();
        assertThat(two.memory.partnerBehind()).isZero();
    }

    @Test
    void whoHasTakenOverIsRightAboutBothHalvesUntilTheOtherKnowsEverything() {
        talk();
        assertThat(one.memory.isOwner(true)).isTrue();
        assertThat(one.memory.isOwner(false)).isFalse();

        two.memory = two.memory.takingOver(1000);
        one.memory = Agreement.overheard(one.memory, two.greeting());
        assertThat(one.memory.handedOver()).isTrue();
        assertThat(one.memory.isOwner(true)).isFalse();
        assertThat(two.memory.isOwner(false)).isTrue();

        two.memory = two.memory.partnerIsBack(true);
        talk();
        assertThat(one.memory.isOwner(true)).isTrue();
        assertThat(two.memory.isOwner(false)).isFalse();
    }

    /** Each takes over when the other one is off, which knows of that if it handed over before. */
    @ParameterizedTest
    @CsvSource({
        // the first handed over, the second was heard holding, who is right about both halves
        "true,  false, one",
        "false, true,  one",
        "false, false, neither",
    })
    void whoHasTakenOverLaterIsRightAboutBothHalves(
            boolean handsOver, boolean heard, String right) {
        talk();
        if (handsOver) {
            one.memory = one.memory.handingOver();
        }
        two.memory = two.memory.takingOver(1000).takingOver(1500);
        if (heard) {
            one.memory = Agreement.overheard(one.memory, two.greeting());
        }
        one.memory = one.memory.takingOver(2000).takingOver(2500);
        assertThat(one.memory.isOwner(false)).isTrue();

        two.restart();
        two.hears(one.greeting());
        assertThat(two.memory.yields()).isEqualTo(right.equals("one"));
        assertThat(two.memory.isOwner(true)).isEqualTo(right.equals("neither"));
        one.hears(two.greeting());
        assertThat(one.memory.isOwner(false)).isEqualTo(right.equals("one"));
        assertThat(one.memory.yields()).isFalse();
        assertThat(two.memory.holding()).isEqualTo(right.equals("neither"));
    }

    @Test
    void whoDoesNotCountWhatWasTakenOverIsUnderstood() {
        one.memory = one.memory.handingOver().takingOver(1000);
        two.memory = two.memory.takingOver(1000).handingOver();
        ObjectNode greeting = one.greeting().encode();
        greeting.remove("hold");
        assertThat(Greeting.decode(greeting).orElseThrow().hold()).isEqualTo(1);
        String file = MemoryJson.encode(two.memory).replaceAll("\"(hold|handover)\"", "\"x\"");
        assertThat(MemoryJson.decode(file))
                .isEqualTo(new MemoryJson.Decoded.Ok(Memory.NONE.takingOver(1000).handedOver(1)));
    }

    @Test
    void anEmptyDiskTakesTheAgreementOverAndKnowsThatItForgot() {
        talk();
        two.memory = Memory.NONE;
        two.restart();
        talk();

        assertThat(two.memory.behind()).isTrue();
        assertThat(two.memory.isInForce()).isTrue();
        assertThat(one.memory.partnerBehind()).isEqualTo(2);
    }

    @Test
    void anEmptyDiskAmidAChangeOfTermsIsAgreedWithWhenItIsMadeUpFor() {
        talk();
        one.terms = OTHERS;
        two.terms = OTHERS;
        two.memory = Memory.NONE;
        two.normal = false;
        one.normal = false;
        two.restart();
        talk();
        assertThat(two.memory.behind()).isTrue();
        assertThat(two.memory.isInForce()).isFalse();
        assertThat(one.memory.next()).isEmpty();

        two.memory = two.memory.recoveredIn(2);
        talk();
        assertThat(one.memory.current().orElseThrow().terms()).isEqualTo(OTHERS);
        assertThat(one.memory.isInForce()).isTrue();
        assertThat(two.memory.isInForce()).isTrue();
    }

    @Test
    void whatWasForgottenIsMadeUpForOnlyByTermsThatTheOtherOneHas() {
        talk();
        two.terms = OTHERS;
        two.memory = Memory.NONE;
        two.restart();
        talk();
        assertThat(Agreement.isMadeUpFor(two.memory, one.greeting(), OTHERS)).isFalse();
        assertThat(Agreement.isMadeUpFor(two.memory, one.greeting(), TERMS)).isTrue();

        two.terms = TERMS;
        talk();
        two.terms = OTHERS;
        talk();
        assertThat(two.memory.isInForce()).isTrue();
        assertThat(Agreement.isMadeUpFor(two.memory, one.greeting(), OTHERS)).isTrue();

        assertThat(Agreement.isMadeUpFor(one.memory, two.greeting(), TERMS)).isFalse();
    }

    @Test
    void termsThatNobodyConfirmedAreDroppedWithTheConfigurationThatHadThem() {
        talk();
        two.terms = OTHERS;
        two.memory = Memory.NONE;
        two.restart();
        talk();
        two.memory = two.memory.recoveredIn(2);
        talk();
        assertThat(two.memory.isInForce()).isFalse();
        assertThat(two.memory.current().orElseThrow().terms()).isEqualTo(OTHERS);

        two.terms = TERMS;
        talk();
        assertThat(two.memory.isInForce()).isTrue();
        assertThat(one.memory.isInForce()).isTrue();
        assertThat(two.memory.current()).isEqualTo(one.memory.current());
    }

    @Test
    void termsThatNobodyConfirmedGiveWayToOthersThatBothHave() {
        talk();
        two.terms = OTHERS;
        two.memory = Memory.NONE;
        two.restart();
        talk();
        two.memory = two.memory.recoveredIn(2);
        one.terms = THIRD;
        two.terms = THIRD;
        talk();

        assertThat(one.memory.current().orElseThrow().terms()).isEqualTo(THIRD);
        assertThat(one.memory.isInForce()).isTrue();
        assertThat(two.memory.isInForce()).isTrue();
    }

    @Test
    void aFormatOfALaterReleaseIsNotTouched() {
        assertThat(MemoryJson.decode("{\"version\": 2}"))
                .isEqualTo(new MemoryJson.Decoded.Newer(2));
        assertThat(MemoryJson.decode("{\"version\": 1, \"current\": {}}"))
                .isEqualTo(new MemoryJson.Decoded.Damaged());
        assertThat(MemoryJson.decode("nonsense")).isEqualTo(new MemoryJson.Decoded.Damaged());
    }
}
