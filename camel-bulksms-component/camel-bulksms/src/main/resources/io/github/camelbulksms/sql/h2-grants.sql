-- What an application needs that may not make the tables itself; run by an administrator. Another user than SMS: replace it. Such a user
-- may not set WRITE_DELAY: write ;WRITE_DELAY=0;IGNORE_UNKNOWN_SETTINGS=TRUE at the end of every URL.
GRANT SELECT, INSERT, UPDATE, DELETE ON bulksms_schema, bulksms_run, bulksms_attempt, bulksms_part, bulksms_report, bulksms_outcome, bulksms_erased, bulksms_rate_limit, bulksms_stop TO SMS;
GRANT SELECT ON bulksms_not_accepted TO SMS;
