update appointment
   set status = :?status, reason = :?reason
 where id = :?id
