package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;

/** Another node stored the same report at the same moment. */
final class DuplicateReportException extends SQLException {

    private static final long serialVersionUID = 1;

    DuplicateReportException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
