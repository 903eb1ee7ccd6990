-- What an application needs that may not make the tables itself; run by their owner. Another role than sms: replace it.
GRANT SELECT, INSERT, UPDATE, DELETE ON bulksms_schema, bulksms_run, bulksms_attempt, bulksms_part, bulksms_report, bulksms_outcome, bulksms_erased, bulksms_rate_limit, bulksms_stop TO sms;
GRANT SELECT ON bulksms_not_accepted TO sms;
