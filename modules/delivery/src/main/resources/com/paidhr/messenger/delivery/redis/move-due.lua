-- Moves jobs that are due behind the jobs that wait.
-- KEYS[1] delayed  ZSET, score = due time (ms, Redis' clock)
-- KEYS[2] jobs     STREAM of the partition
-- ARGV[1] how many at most
-- returns {moved, milliseconds until the next is due, or -1 when none waits}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
for _, job in ipairs(due) do
  redis.call('ZREM', KEYS[1], job)
  redis.call('XADD', KEYS[2], '*', 'j', job)
end
local next = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
if #next == 0 then return {#due, -1} end
return {#due, math.max(0, tonumber(next[2]) - now)}
