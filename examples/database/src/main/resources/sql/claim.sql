update appointment
   set status = 'claimed', claim = :?claim
 where status = 'due' and due <= current_timestamp and message = :?message
