package io.tandem6.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireWriterTest {
    @Test
    void writesInNetworkOrder() {
        WireWriter out = new WireWriter(100);
        out.uint8(0x101);
        out.uint16(0xfffe);
        out.uint24(0x123456);
        out.uint32(0xfffefdfcL);
        out.int64(0x8000000000000001L);
        out.octets(Octets.parseHex("ab"));
        out.bytes(new byte[] {(byte) 0xcd});

        assertThat(out.toOctets().toHex()).isEqualTo("01fffe123456fffefdfc8000000000000001abcd");
        assertThat(out.length()).isEqualTo(20);
    }

    @Test
    void fillsLengthsInAfterwards() {
        WireWriter out = new WireWriter(100);
        int outer = out.beginLength16();
        out.uint8(1);
        int inner = out.beginLength16();
        out.endLength16(inner);
        out.endLength16(outer);

        assertThat(out.toOctets().toHex()).isEqualTo("0003010000");
    }

    @Test
    void growsUpToItsLimit() {
        WireWriter out = new WireWriter(1000);
        for (int i = 0; i < 1000; i++) {
            out.uint8(i);
        }

        assertThat(out.failed()).isFalse();
        assertThat(out.toOctets().at(999)).isEqualTo(999 & 0xff);

        out.uint8(0);

        assertThat(out.failed()).isTrue();
        assertThat(out.length()).isEqualTo(1000);
    }

    @Test
    void afterSomethingDidNotFitNothingDoes() {
        WireWriter out = new WireWriter(3);
        out.uint32(0);
        out.uint8(1);

        assertThat(out.failed()).isTrue();
        assertThat(out.length()).isZero();

        out.clear();
        out.uint8(1);

        assertThat(out.failed()).isFalse();
        assertThat(out.toByteArray()).containsExactly(1);
    }

    @Test
    void aLengthHas16Bits() {
        WireWriter out = new WireWriter(100_000);
        int mark = out.beginLength16();
        out.octets(Octets.of(new byte[0xffff]));
        out.endLength16(mark);
        assertThat(out.failed()).isFalse();
        assertThat(out.toOctets().uint16(0)).isEqualTo(0xffff);

        out.uint8(0);
        out.endLength16(mark);
        assertThat(out.failed()).isTrue();
    }

    @Test
    void aLengthThatDidNotFitIsNotFilledIn() {
        WireWriter out = new WireWriter(1);
        out.uint8(7);
        int mark = out.beginLength16();
        out.endLength16(mark);

        assertThat(out.toByteArray()).containsExactly(7);
    }
}
