-- a final status outweighs others, then the later one counts, in whatever order they come
update appointment
   set report = :?${body.status.meaning},
       report_code = :?CamelBulkSmsStatusCode,
       report_final = :?CamelBulkSmsFinal,
       reported_at = cast(:?reportedAt as timestamp with time zone)
 where id = :?CamelBulkSmsSessionId
   and (report_final is null
        or report_final < :?CamelBulkSmsFinal
        or report_final = :?CamelBulkSmsFinal
           and (reported_at is null or reported_at <= cast(:?reportedAt as timestamp with time zone)))
