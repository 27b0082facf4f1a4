package io.tandem6.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WireReaderTest {
    @Test
    void readsUnsignedNumbersInNetworkOrder() {
        WireReader in = reader("ff fffe fffefdfc fffefdfc 8000000000000001");

        assertThat(in.peekUint8()).isEqualTo(0xff);
        assertThat(in.uint8()).isEqualTo(0xff);
        assertThat(in.uint16()).isEqualTo(0xfffe);
        assertThat(in.uint32()).isEqualTo(0xfffefdfcL);
        assertThat(in.int32()).isEqualTo(0xfffefdfc);
        assertThat(in.int64()).isEqualTo(0x8000000000000001L);
        assertThat(in.isComplete()).isTrue();
    }

    @Test
    void readingPastTheEndFailsForGood() {
        List<Consumer<WireReader>> tooMuch =
                List.of(
                        WireReader::uint16,
                        WireReader::uint32,
                        WireReader::int64,
                        in -> in.octets(2),
                        in -> in.octets(Integer.MAX_VALUE),
                        in -> in.octets(-1),
                        in -> in.slice(2),
                        in -> in.slice(-1));
        for (Consumer<WireReader> read : tooMuch) {
            WireReader in = reader("01");
            read.accept(in);

            assertThat(in.failed()).isTrue();
            assertThat(in.isComplete()).isFalse();
            assertThat(in.remaining()).isZero();
            assertThat(in.uint8()).isZero();
            assertThat(in.octets(1)).isEqualTo(Octets.EMPTY);
            assertThat(in.peekUint8()).isZero();
        }
    }

    @Test
    void aSliceEndsWhereItWasToldTo() {
        WireReader in = reader("010203 0405");
        WireReader slice = in.slice(3);

        assertThat(slice.uint8()).isEqualTo(1);
        assertThat(slice.rest().toHex()).isEqualTo("0203");
        assertThat(slice.uint8()).isZero();
        assertThat(slice.failed()).isTrue();
        assertThat(slice.whole().toHex()).isEqualTo("010203");
        assertThat(in.failed()).isFalse();
        assertThat(in.rest().toHex()).isEqualTo("0405");
    }

    @Test
    void startsInsideTheArray() {
        assertThatThrownBy(() -> new WireReader(new byte[4], 2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(new WireReader(new byte[] {1, 2, 3}, 1, 1).rest().toHex()).isEqualTo("02");
    }

    private static WireReader reader(String hex) {
        return Octets.parseHex(hex.replace(" ", "")).reader();
    }
}
