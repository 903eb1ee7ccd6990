update appointment
   set status = 'accepted', reason = null
 where claim = :?CamelBulkSmsRun and status in ('claimed', 'unsent')
