package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestDeadlinesTest {

    private static final String OUT_OF_TIME = "not done within requestTimeout, 50 ms";

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final RequestsInFlight requests = new RequestsInFlight(null);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void aRequestIsGivenUpWhenItsTimeIsOut() {
        RequestProgress request = begin(deadlines(Duration.ofMillis(50)), new HttpPost("/"));

        await().until(() -> OUT_OF_TIME.equals(request.givenUp()));
    }

    @Test
    void aTimeThatIsLongerThanAnybodyLivesIsNever() {
        RequestProgress request = begin(deadlines(Duration.ofMillis(Long.MAX_VALUE)), new HttpPost("/"));

        assertThat(request.nanosToDeadline(System.nanoTime()))
                .isGreaterThan(Duration.ofDays(30_000).toNanos());
    }

    @Test
    void aRequestThatIsDoneIsNotGivenUp() {
        RequestDeadlines deadlines = deadlines(Duration.ofMillis(50));
        RequestProgress done = begin(deadlines, new HttpPost("/"));
        requests.remove(done);
        RequestProgress after = begin(deadlines, new HttpPost("/"));

        await().until(() -> after.givenUp() != null);

        assertThat(done.givenUp()).isNull();
    }

    @Test
    void eachRequestIsGivenUpAlsoThoseThatBeginWhileOthersAre() {
        RequestDeadlines deadlines = deadlines(Duration.ofMillis(50));
        List<RequestProgress> all = new ArrayList<>();

        for (int i = 0; i < 20_000; i++) {
            all.add(begin(deadlines, new HttpPost("/")));
        }

        await().until(() -> all.stream().allMatch(request -> request.givenUp() != null));
    }

    @Test
    void oneLookIsScheduledForAnyNumberOfRequests() {
        RequestDeadlines deadlines = deadlines(Duration.ofMinutes(1));

        for (int i = 0; i < 1000; i++) {
            begin(deadlines, new HttpPost("/"));
        }

        assertThat(executor.getQueue()).hasSize(1);
    }

    @Test
    void nothingIsScheduledOnceNoRequestIsInFlight() {
        RequestDeadlines deadlines = deadlines(Duration.ofMillis(50));

        requests.remove(begin(deadlines, new HttpPost("/")));

        await().until(() -> executor.getQueue().isEmpty() && executor.getCompletedTaskCount() == 1);
    }

    @Test
    void aRequestThatCannotBeCancelledKeepsNoOtherFromBeingGivenUp() {
        RequestDeadlines deadlines = deadlines(Duration.ofMillis(50));
        List<RequestProgress> all = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            all.add(begin(deadlines, new HttpPost("/") {
                @Override
                public boolean cancel() {
                    throw new IllegalStateException("made by the test");
                }
            }));
            all.add(begin(deadlines, new HttpPost("/")));
        }
        await().until(() -> all.stream().allMatch(request -> request.givenUp() != null));

        all.forEach(requests::remove);
        RequestProgress later = begin(deadlines, new HttpPost("/"));
        await().until(() -> later.givenUp() != null);
    }

    private RequestDeadlines deadlines(Duration requestTimeout) {
        return new RequestDeadlines(requests, requestTimeout, executor);
    }

    private RequestProgress begin(RequestDeadlines deadlines, HttpPost post) {
        RequestProgress request = new RequestProgress(post, deadlines.deadlineFromNow());
        requests.add(request);
        deadlines.watch();
        return request;
    }
}
