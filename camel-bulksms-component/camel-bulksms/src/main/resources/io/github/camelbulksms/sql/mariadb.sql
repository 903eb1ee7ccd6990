-- The journal of camel-bulksms on MariaDB, and on MySQL 8. The component runs this by itself where it finds no tables, and it may be run by
-- hand before. Another schema or prefix: replace bulksms_ everywhere, and name it in the option journalTables.
-- Names are compared byte by byte, spaces at their end included: collations without padding, each server reads its own.
-- All times are milliseconds since 1970 by the database's clock.

CREATE TABLE IF NOT EXISTS bulksms_schema (
    version INTEGER NOT NULL PRIMARY KEY,
    erasure_key VARBINARY(32),
    retention_until BIGINT NOT NULL DEFAULT 0
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- A row for each run, and for each part of one (part 0 is the whole run). The source tells a later file of the same name from
-- the one that the run is made of. It ended when it was given back last; the error is the last one's, if it had failed. Of
-- a held run all recipients not known to be accepted count as unknown. The session key is what the run's session IDs
-- begin with. A run that was erased keeps its row, so that its name is refused: erased_at says when.
CREATE TABLE IF NOT EXISTS bulksms_run (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    campaign VARCHAR(250) NOT NULL,
    run VARCHAR(500) NOT NULL,
    part BIGINT NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    source VARCHAR(500),
    finished BOOLEAN NOT NULL,
    recipients_read BIGINT NOT NULL,
    fencing_token BIGINT NOT NULL,
    owner VARCHAR(100),
    lease_until BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    ended_at BIGINT,
    last_error VARCHAR(1000),
    held BOOLEAN DEFAULT FALSE NOT NULL,
    session_key INTEGER NOT NULL,
    named_reading BIGINT,
    erased_at BIGINT,
    KEY (session_key),
    UNIQUE (campaign, run, part)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- A row for each attempt to send a batch. Its state: BEGUN, ACCEPTED, UNKNOWN, NOT_ACCEPTED, ABANDONED (begun by a process that
-- lost the run), LATE (such a one that turned out not to be accepted); or why those in it were not sent to: SUPPRESSED, POSTPONED.
CREATE TABLE IF NOT EXISTS bulksms_attempt (
    run_id BIGINT NOT NULL,
    attempt_number BIGINT NOT NULL,
    fencing_token BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL,
    recipients MEDIUMBLOB,
    recipient_count INTEGER NOT NULL,
    reference_id VARCHAR(100),
    reason VARCHAR(1000),
    begun_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (run_id, attempt_number),
    KEY (reference_id),
    FOREIGN KEY (run_id) REFERENCES bulksms_run (id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- A row for each part that is planned, as JSON.
CREATE TABLE IF NOT EXISTS bulksms_part (
    run_id BIGINT NOT NULL,
    part BIGINT NOT NULL,
    content MEDIUMBLOB NOT NULL,
    PRIMARY KEY (run_id, part),
    FOREIGN KEY (run_id) REFERENCES bulksms_run (id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- A row for each delivery report. IDs are kept short: of one that is 32 hexadecimal digits (of a request) a 1 and 16 bytes, of one that
-- the component made a 2 and 20 bytes, of others a 0 and the text. The time is in microseconds, and negative where none was understood.
-- A report on a request that was not known when it came has its session ID as "unmatched", too: it may settle an unknown recipient.
CREATE TABLE IF NOT EXISTS bulksms_report (
    reference VARBINARY(1001) NOT NULL,
    session VARBINARY(1001) NOT NULL,
    status_code INTEGER NOT NULL,
    updated_micros BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    processed BOOLEAN NOT NULL,
    unmatched VARBINARY(1001),
    raw MEDIUMBLOB,
    KEY (unmatched),
    PRIMARY KEY (reference, session, status_code, updated_micros)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- A row for each recipient who was read and does not have the message, as far as it is known: by the last reading of the list, or by a
-- report (outcome FAILED, reading 0). Accepted recipients have none. Rows of a reading count once the run names it.
CREATE TABLE IF NOT EXISTS bulksms_outcome (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    run_id BIGINT NOT NULL,
    reading BIGINT NOT NULL,
    outcome VARCHAR(16) NOT NULL,
    position BIGINT,
    phone_number BIGINT,
    session_id VARCHAR(64),
    entry VARCHAR(1000),
    reason VARCHAR(1000),
    KEY (run_id, phone_number),
    FOREIGN KEY (run_id) REFERENCES bulksms_run (id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- The recipients who did not get the message, and why.
CREATE OR REPLACE VIEW bulksms_not_accepted AS
SELECT r.campaign, r.run, r.part, o.outcome, o.phone_number, o.reason, o.session_id, o.position, o.entry
FROM bulksms_outcome o JOIN bulksms_run r ON r.id = o.run_id
WHERE o.reading = 0 OR o.reading = r.named_reading;

-- A row for each erased recipient that a run would otherwise send to, and for each of their session IDs: an HMAC with the
-- key in bulksms_schema, and what it was.
CREATE TABLE IF NOT EXISTS bulksms_erased (
    run_id BIGINT NOT NULL,
    digest VARBINARY(32) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    KEY (digest),
    PRIMARY KEY (run_id, digest),
    FOREIGN KEY (run_id) REFERENCES bulksms_run (id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- A row for each account whose rate limit is kept here; microseconds.
CREATE TABLE IF NOT EXISTS bulksms_rate_limit (
    account VARCHAR(250) NOT NULL PRIMARY KEY,
    next_at_micros BIGINT NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- A row for each number whose owner wants no messages, of one campaign, or where that is empty of any.
CREATE TABLE IF NOT EXISTS bulksms_suppression (
    phone_number BIGINT NOT NULL,
    campaign VARCHAR(250) NOT NULL,
    suppressed_at BIGINT NOT NULL,
    PRIMARY KEY (phone_number, campaign)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- A row for each wish of an operator that a run stop, or a campaign (run ''); one that was taken back stays, with FALSE.
CREATE TABLE IF NOT EXISTS bulksms_stop (
    campaign VARCHAR(250) NOT NULL,
    run VARCHAR(500) NOT NULL,
    stopped BOOLEAN NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (campaign, run)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

INSERT INTO bulksms_schema (version) SELECT 1 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM bulksms_schema);
