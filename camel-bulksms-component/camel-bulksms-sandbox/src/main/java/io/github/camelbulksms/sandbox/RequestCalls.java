package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;

/** What the page asks of requests and campaigns. */
final class RequestCalls {

    private static final int MAX_LIMIT = 1_000;

    private final RequestLog requests;
    private final CampaignLog campaigns;

    RequestCalls(RequestLog requests, CampaignLog campaigns) {
        this.requests = requests;
        this.campaigns = campaigns;
    }

    /** A window of the requests, newest first. */
    Object list(HttpExchange exchange) {
        Query query = Query.of(exchange);
        query.allow("before", "offset", "limit");
        long before = query.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        long offset = query.number("offset", 0, 0, Long.MAX_VALUE);
        return Json.object(
                "total",
                requests.countBelow(before),
                "offset",
                offset,
                "requests",
                requests.newestFirst(before, offset, (int) query.number("limit", 100, 1, MAX_LIMIT)).stream()
                        .map(LoggedRequest::summary)
                        .toList());
    }

    Optional<Object> request(HttpExchange exchange) {
        return requests.find(numberOf(exchange)).map(LoggedRequest::whole);
    }

    Optional<Object> campaign(HttpExchange exchange) {
        return campaigns.find(numberOf(exchange)).map(Campaign::whole);
    }

    private static long numberOf(HttpExchange exchange) {
        Query query = Query.of(exchange);
        query.allow("number");
        return query.number("number", 0, 1, Long.MAX_VALUE);
    }
}
