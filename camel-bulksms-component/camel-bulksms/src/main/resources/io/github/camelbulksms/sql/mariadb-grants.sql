-- What an application needs that may not make the tables itself; run by an administrator in the schema of the tables. Another user than
-- 'sms'@'%': replace it.
GRANT SELECT, INSERT, UPDATE, DELETE ON bulksms_schema TO 'sms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON bulksms_run TO 'sms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON bulksms_attempt TO 'sms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON bulksms_part TO 'sms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON bulksms_report TO 'sms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON bulksms_outcome TO 'sms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON bulksms_erased TO 'sms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON bulksms_rate_limit TO 'sms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON bulksms_stop TO 'sms'@'%';
GRANT SELECT ON bulksms_not_accepted TO 'sms'@'%';
