select claim, message
  from appointment
 where status in ('claimed', 'unsent')
    or status = 'postponed' and resume_at <= current_timestamp
 group by claim, message
 order by claim
