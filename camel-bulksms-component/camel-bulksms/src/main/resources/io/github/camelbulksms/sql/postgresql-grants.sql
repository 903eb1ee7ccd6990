-- What an application needs that may not make the tables itself; run by their owner. Another role than sms: replace it.
GRANT SELECT ON bulksms_schema TO sms;
GRANT SELECT, INSERT, UPDATE ON bulksms_run, bulksms_attempt, bulksms_part, bulksms_report, bulksms_rate_limit, bulksms_stop TO sms;
GRANT SELECT, INSERT, DELETE ON bulksms_suppression TO sms;
