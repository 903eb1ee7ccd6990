update appointment
   set status = 'accepted', reason = null, resume_at = null
 where claim = :?CamelBulkSmsRun and status in ('claimed', 'unsent', 'postponed')
