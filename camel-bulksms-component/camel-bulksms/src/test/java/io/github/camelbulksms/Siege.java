package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.model.BulkSmsResult;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

/** Makes what surrounds a run hostile, until it is over. */
final class Siege {

    static final int RECIPIENTS = 50;

    /**
     * @param call which call of what is hostile is attacked, from 1
     */
    record World(String journal, int workers, int call, Supplier<Throwable> thrown) {

        @Override
        public String toString() {
            return journal + ", " + workers + " workers, call " + call + ", "
                    + thrown.get().getClass().getSimpleName();
        }
    }

    static final class Unprintable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even a message");
        }
    }

    final World world;
    final Map<String, Object> headers = new HashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    Consumer<BulkSmsComponent> setting = component -> {};
    Consumer<Exchange> dressing = exchange -> {};
    Supplier<Object> body = Siege::phones;
    Runnable before = () -> {};
    Runnable after = () -> {};
    CamelRig camel;
    volatile boolean over;

    Siege(World world) {
        this.world = world;
    }

    static List<String> phones() {
        return CamelRig.phones(RECIPIENTS);
    }

    /** Whether this is the call that is attacked. */
    boolean isIt() {
        return !over && calls.incrementAndGet() == world.call();
    }

    <T> T throwsOnce(T otherwise) {
        if (isIt()) {
            throwsAlways();
        }
        return otherwise;
    }

    void throwsAlways() {
        throwsThis(world.thrown().get());
    }

    void throwsThis(Throwable e) {
        if (!over) {
            Siege.<RuntimeException>sneakily(e);
        }
    }

    <T> T interrupts(T otherwise) {
        if (!over) {
            Thread.currentThread().interrupt();
        }
        return otherwise;
    }

    Object withoutWords() {
        return new Object() {
            @Override
            public String toString() {
                throwsAlways();
                return "sale";
            }
        };
    }

    void limitsRate(Supplier<Duration> wait) {
        setting = component -> component.getConfiguration().setRateLimiter(wait::get);
    }

    void suppresses(Function<long[], BitSet> suppressed) {
        setting = component ->
                component.getConfiguration().setSuppressionList((campaign, numbers) -> suppressed.apply(numbers));
    }

    void hasThreads(Consumer<Runnable> execute) {
        setting = component -> component.setWorkerPool(new ScheduledThreadPoolExecutor(1) {
            @Override
            public void execute(Runnable task) {
                execute.accept(task);
            }
        });
    }

    void hasMeters(String broken) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (id.getName().equals(broken)) {
                    throwsAlways();
                }
                return id;
            }
        });
        setting = component -> component.getCamelContext().getRegistry().bind("meters", registry);
    }

    /** A list that is attacked at the end of a batch. */
    void iterates(Runnable attack) {
        body = () -> {
            AtomicInteger read = new AtomicInteger();
            return phones().stream()
                    .peek(phone -> {
                        if (read.incrementAndGet() == 10 * world.call() && !over) {
                            attack.run();
                        }
                    })
                    .iterator();
        };
    }

    void reads(UnaryOperator<Integer> read, Runnable close) {
        body = () ->
                new FilterInputStream(
                        new ByteArrayInputStream(String.join("\n", phones()).getBytes(StandardCharsets.UTF_8))) {
                    @Override
                    public int read(byte[] to, int from, int length) throws IOException {
                        return read.apply(super.read(to, from, Math.min(length, 100)));
                    }

                    @Override
                    public void close() {
                        close.run();
                    }
                };
    }

    void traces(String broken) {
        dressing = exchange -> exchange.setProperty(SendObserver.PROPERTY, new SendObserver() {
            @Override
            public void begins(Run run) {
                throwsAt("begins");
            }

            @Override
            public void requestEnded(AttemptResult result, Duration latency) {
                throwsAt("requestEnded");
            }

            @Override
            public void ended(BulkSmsResult result) {
                throwsAt("ended");
            }

            private void throwsAt(String method) {
                if (method.equals(broken)) {
                    throwsAlways();
                }
            }
        });
    }

    /** The logging context throws at one call of these methods. */
    void logs(Set<String> broken) {
        try {
            Field field = Stream.of(MDC.class.getDeclaredFields())
                    .filter(one -> one.getType() == MDCAdapter.class)
                    .findFirst()
                    .orElseThrow();
            field.setAccessible(true);
            Object real = field.get(null);
            ClassLoader loader = MDCAdapter.class.getClassLoader();
            Object hostile =
                    Proxy.newProxyInstance(loader, new Class<?>[] {MDCAdapter.class}, (proxy, method, values) -> {
                        if (broken.contains(method.getName())) {
                            throwsOnce(null);
                        }
                        try {
                            return method.invoke(real, values);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            before = () -> set(field, hostile);
            after = () -> set(field, real);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Field field, Object adapter) {
        try {
            field.set(null, adapter);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneakily(Throwable e) throws T {
        throw (T) e;
    }
}
