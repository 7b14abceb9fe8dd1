-- Lets a job wait, an equal one that waits keeps its time; one that was taken leaves the jobs in
-- the same step unless it is done already, and then an equal one is moved.
-- KEYS[1] delayed  ZSET, score = due time (ms, Redis' clock)
-- KEYS[2] jobs     STREAM of the partition
-- ARGV[1] job as text   ARGV[2] delay (ms)   ARGV[3] id of the taken entry, or ''   ARGV[4] group
-- returns the due time (ms), or 0 when the taken entry is gone and nothing waits
if ARGV[3] ~= '' then
  redis.pcall('XACK', KEYS[2], ARGV[4], ARGV[3])
  if redis.call('XDEL', KEYS[2], ARGV[3]) == 0 then return 0 end
end
local now = redis.call('TIME')
local due = now[1] * 1000 + math.floor(now[2] / 1000) + tonumber(ARGV[2])
if ARGV[3] == '' then
  redis.call('ZADD', KEYS[1], 'NX', due, ARGV[1])
else
  redis.call('ZADD', KEYS[1], due, ARGV[1])
end
return tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]))
