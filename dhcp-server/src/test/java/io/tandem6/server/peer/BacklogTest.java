package io.tandem6.server.peer;

import static io.tandem6.server.peer.TestLeases.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.LeaseChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog(3);
    private final LeaseChange first = put(1);
    private final LeaseChange later = new LeaseChange.Delete(put(1).lease());

    @Test
    void keepsTheLastChangeOfEachAddress() {
        assertThat(backlog.add(List.of(first, put(2), put(3)))).isTrue();
        assertThat(backlog.add(List.of(later))).as("no room is needed").isTrue();

        assertThat(backlog.first(10)).containsExactly(later, put(2), put(3));
        assertThat(backlog.first(2)).containsExactly(later, put(2));
    }

    @Test
    void whatComesLateReplacesNothing() {
        backlog.add(List.of(later));

        assertThat(backlog.addEarlier(List.of(first, put(2)))).isTrue();

        assertThat(backlog.first(10)).containsExactly(later, put(2));
    }

    @Test
    void forgetsOnlyWhatThePartnerHas() {
        backlog.add(List.of(first, put(2)));
        List<LeaseChange> sent = backlog.first(10);
        backlog.add(List.of(later));

        backlog.delivered(sent);

        assertThat(backlog.first(10)).containsExactly(later);
    }

    @Test
    void keepsNothingOnceItHasOverflowed() {
        assertThat(backlog.add(List.of(put(1), put(2), put(3), put(4)))).isFalse();
        assertThat(backlog.size()).isZero();
        assertThat(backlog.add(List.of(put(1)))).isFalse();
        assertThat(backlog.addEarlier(List.of(put(1)))).isFalse();

        backlog.clear();
        assertThat(backlog.add(List.of(put(1)))).isTrue();
    }
}
