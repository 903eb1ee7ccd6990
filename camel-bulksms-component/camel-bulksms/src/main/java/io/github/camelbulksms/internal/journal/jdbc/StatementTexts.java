package io.github.camelbulksms.internal.journal.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The statements of the journal as a database understands them. In the code they name the tables of the default prefix, and leave
 * to the dialect: {@code {now}}, {@code {nowMicros}}, {@code {durable}} at the end of a WHERE, {@code {lock}} at the end of an
 * INSERT … SELECT, {@code {ifMissing}} at that of an INSERT … VALUES. Thread-safe.
 */
final class StatementTexts {

    private final Dialect dialect;
    private final TableNames tables;
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, String> withoutCondition = new ConcurrentHashMap<>();

    StatementTexts(Dialect dialect, TableNames tables) {
        this.dialect = dialect;
        this.tables = tables;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Without the condition that commits are durable. */
    String withoutCondition(String sql) {
        return withoutCondition.computeIfAbsent(sql, text -> of(text.replace("{durable}", "")));
    }

    String of(String sql) {
        return texts.computeIfAbsent(sql, text -> tables.in(text)
                .replace("{now}", dialect.now())
                .replace("{nowMicros}", dialect.nowMicros())
                .replace("{durable}", dialect.durableCondition())
                .replace("{lock}", dialect.readLockClause())
                .replace("{ifMissing}", dialect.ignoreDuplicateClause()));
    }
}
