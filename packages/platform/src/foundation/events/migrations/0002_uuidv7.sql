-- PostgreSQL 15 to 17 have no uuidv7() of their own, and a migration that comes later calls it: what has run already may not be
-- written anew. The application makes its identifiers itself and never calls this one.
do $$
begin
  if current_setting('server_version_num')::int < 180000 then
    -- RFC 9562, 5.7: 48 bits of milliseconds, then what is random; the version's bits turn from 0100 to 0111.
    create function uuidv7() returns uuid language sql volatile as $uuid$
      select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1),
        'hex')::uuid
    $uuid$;
  end if;
end $$;
