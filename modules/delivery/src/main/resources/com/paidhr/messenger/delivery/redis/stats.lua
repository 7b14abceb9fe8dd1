-- Numbers of a partition.
-- KEYS[1] jobs     STREAM of the partition
-- KEYS[2] delayed  ZSET of the partition
-- ARGV[1] group
-- returns {entries, taken and not acknowledged, delayed, age of the oldest entry (ms), bytes}
local length = redis.call('XLEN', KEYS[1])
local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1])
local taken = 0
if not pending.err then taken = pending[1] end
local age = 0
local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)
if #oldest > 0 then
  local time = redis.call('TIME')
  local added = tonumber(string.match(oldest[1][1], '^%d+'))
  age = math.max(0, time[1] * 1000 + math.floor(time[2] / 1000) - added)
end
local bytes = (redis.call('MEMORY', 'USAGE', KEYS[1]) or 0) + (redis.call('MEMORY', 'USAGE', KEYS[2]) or 0)
return {length, taken, redis.call('ZCARD', KEYS[2]), age, bytes}
