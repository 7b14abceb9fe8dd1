-- Names the present life of a partition: its own random name, which is lost with the data, and the
-- history of the server, which another takes the place of by a restart or a failover.
-- KEYS[1] epoch    STRING of the partition
-- ARGV[1] name for a new life
-- returns {name, 1 when this call has begun it, else 0, name of the server's history}
local new = redis.call('SETNX', KEYS[1], ARGV[1])
local history = string.match(redis.call('INFO', 'replication'), 'master_replid:(%w+)')
return {redis.call('GET', KEYS[1]), new, history or ''}
