select claim, message
  from appointment
 where status in ('claimed', 'unsent')
 group by claim, message
 order by claim
