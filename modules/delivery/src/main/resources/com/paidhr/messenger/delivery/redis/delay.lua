-- Lets a job wait, an equal one that waits keeps its time.
-- KEYS[1] delayed  ZSET, score = due time (ms, Redis' clock)
-- ARGV[1] job as text   ARGV[2] delay (ms)
-- returns the due time (ms)
local now = redis.call('TIME')
local due = now[1] * 1000 + math.floor(now[2] / 1000) + tonumber(ARGV[2])
redis.call('ZADD', KEYS[1], 'NX', due, ARGV[1])
return tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]))
