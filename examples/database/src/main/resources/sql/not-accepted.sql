update appointment
   set status = :?status, reason = :?reason, resume_at = cast(:?resumeAt as timestamp with time zone)
 where id = :?id
