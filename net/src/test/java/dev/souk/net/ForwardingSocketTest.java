package dev.souk.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.Socket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ForwardingSocketTest {

    @Test
    void leavesNothingToTheSocketThatItIsButNeverUses() {
        assertThat(Socket.class.getDeclaredMethods())
                .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
                .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
                .allSatisfy(method -> assertThat(ForwardingSocket.class.getDeclaredMethods())
                        .as("%s", method)
                        .anyMatch(own -> isSame(own, method)));
    }

    private static boolean isSame(Method own, Method method) {
        return own.getName().equals(method.getName())
                && Arrays.equals(own.getParameterTypes(), method.getParameterTypes());
    }
}
