package io.github.camelbulksms;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.Socket;

/** A fatal alert inside TLS, of any number: JSSE itself sends only those that it has a reason for, so it is reached into. */
record TlsAlert(int number) {

    private static final byte FATAL = 2;

    /**
     * @throws IOException when the other side is gone
     * @throws RuntimeException when the tests run without {@code --add-opens java.base/sun.security.ssl=ALL-UNNAMED}
     */
    void sendOn(Socket tls) throws IOException {
        try {
            Object record = field(field(tls, "conContext"), "outputRecord");
            Method alert = null;
            for (Class<?> type = record.getClass(); alert == null; type = type.getSuperclass()) {
                for (Method method : type.getDeclaredMethods()) {
                    alert = method.getName().equals("encodeAlert") ? method : alert;
                }
            }
            alert.setAccessible(true);
            alert.invoke(record, FATAL, (byte) number);
        } catch (InvocationTargetException e) {
            throw new IOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK sends alerts in another way", e);
        }
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(owner);
                }
            }
        }
        throw new NoSuchFieldException(name);
    }
}
