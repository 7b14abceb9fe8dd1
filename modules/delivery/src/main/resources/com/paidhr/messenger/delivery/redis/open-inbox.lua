-- Begins an inbox where there is none, so that a cursor always names an entry of it, and says where
-- it ends.
-- KEYS[1] inbox    STREAM of the user
-- KEYS[2] lanes    HASH of the user: '~generation' -> name of the inbox
-- ARGV[1] name for a new inbox   ARGV[2] seconds that an unused inbox is kept
-- returns {name, history of the server, id of the last entry}
redis.call('HSETNX', KEYS[2], '~generation', ARGV[1])
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local id = last and last[1] or redis.call('XADD', KEYS[1], '*', 't', 'opened')
redis.call('EXPIRE', KEYS[1], ARGV[2])
redis.call('EXPIRE', KEYS[2], ARGV[2])
local history = string.match(redis.call('INFO', 'replication'), 'master_replid:(%w+)') or ''
return {redis.call('HGET', KEYS[2], '~generation'), history, id}
