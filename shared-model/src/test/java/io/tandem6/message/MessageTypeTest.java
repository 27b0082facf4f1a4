package io.tandem6.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class MessageTypeTest {
    @Test
    void everyConstantHasItsName() throws IllegalAccessException {
        for (Field constant : MessageType.class.getFields()) {
            assertThat(MessageType.name(constant.getInt(null))).isEqualTo(constant.getName());
        }
        assertThat(MessageType.name(0)).isEqualTo("UNKNOWN");
        assertThat(MessageType.name(255)).isEqualTo("UNKNOWN");
    }
}
