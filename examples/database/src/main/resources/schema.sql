create table appointment (
    id           varchar(64) primary key,            -- the session ID of its reminder: 1 to 64 characters, no comma, no colon
    phone_number varchar     not null,               -- as people write them
    message      varchar     not null,               -- the same for all patients of a clinic on a day
    due          timestamp with time zone not null,  -- when to remind
    status       varchar     not null default 'due', -- due, claimed, accepted, invalid, suppressed, postponed, refused, unsent, unknown
    reason       varchar,                            -- why it was not accepted
    resume_at    timestamp with time zone,           -- when whoever is postponed may be sent to
    claim        varchar,                            -- what was sent together: the name of the run
    report       varchar,                            -- what the provider reported last
    report_code  integer,
    report_final boolean,
    reported_at  timestamp with time zone
);
create index appointment_status on appointment (status);
create index appointment_claim on appointment (claim);
