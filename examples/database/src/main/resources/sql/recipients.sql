select phone_number, id as session_id
  from appointment
 where claim = :?CamelBulkSmsRun and status in ('claimed', 'unsent', 'postponed')
