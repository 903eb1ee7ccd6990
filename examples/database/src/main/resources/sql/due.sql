select message
  from appointment
 where status = 'due' and due <= current_timestamp
 group by message
