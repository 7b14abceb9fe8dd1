-- Reads an inbox behind an entry, and says which inbox it is and what it keeps. When asked to, begins
-- one where there is none instead, so that a cursor always names an entry of it. The history of the
-- server belongs to the name: a restart or a failover may have lost entries and begins another.
-- KEYS[1] inbox    STREAM of the user
-- KEYS[2] lanes    HASH of the user: '~generation' -> name of the inbox
-- ARGV[1] id of the entry to read behind   ARGV[2] most entries
-- ARGV[3] name for a new inbox, or '' to read only   ARGV[4] seconds that an unused inbox is kept
-- returns {name or '', history, id of the first entry or '', id of the last or '', entries}
if ARGV[3] ~= '' then
  redis.call('HSETNX', KEYS[2], '~generation', ARGV[3])
  if redis.call('XLEN', KEYS[1]) == 0 then redis.call('XADD', KEYS[1], '*', 't', 'opened') end
  redis.call('EXPIRE', KEYS[1], ARGV[4])
  redis.call('EXPIRE', KEYS[2], ARGV[4])
end
local name = redis.call('HGET', KEYS[2], '~generation') or ''
local history = string.match(redis.call('INFO', 'replication'), 'master_replid:(%w+)') or ''
local function idOf(entries)
  return entries[1] and entries[1][1] or ''
end
return {
  name, history,
  idOf(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)),
  idOf(redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)),
  ARGV[3] == '' and redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+', 'COUNT', ARGV[2]) or {}
}
