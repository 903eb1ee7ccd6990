package io.github.camelbulksms.internal.recipient.row;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;

/** Elements that are read one after the other. Not thread-safe. */
public interface Elements extends Closeable {

    /**
     * @throws IOException when they cannot be read on
     */
    boolean hasNext() throws IOException;

    /** The next element, which may be null; to be called only if there is one. */
    Object next() throws IOException;

    /**
     * @param owner what the elements come from; closed with them if it can be
     */
    static Elements of(Iterator<?> elements, Object owner) {
        return new Elements() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public Object next() {
                return elements.next();
            }

            @Override
            public void close() throws IOException {
                if (owner instanceof AutoCloseable closeable) {
                    try {
                        closeable.close();
                    } catch (IOException | RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IOException(e.toString(), e);
                    }
                }
            }
        };
    }
}
