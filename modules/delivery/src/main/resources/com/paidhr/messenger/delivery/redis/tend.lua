-- Moves jobs that are due behind the jobs that wait; when asked to, also looks after the partition.
-- Its life has a random name, which is lost with the data, and the history of the server, which
-- another takes the place of by a restart or a failover.
-- KEYS[1] delayed  ZSET, score = due time (ms, Redis' clock)
-- KEYS[2] jobs     STREAM of the partition
-- KEYS[3] epoch    STRING of the partition    KEYS[4] paused   STRING while the queue is paused
-- ARGV[1] how many to move at most   ARGV[2] name for a new life, or '' to move only   ARGV[3] group
-- ARGV[4] how long a job that was taken may be left alone (ms)
-- ARGV[5] how long a consumer that holds nothing may be silent (ms), until it is removed
-- returns {moved, milliseconds until the next is due, or -1 when none waits}, and if it looks also
-- {…, name, 1 when this call has begun it, history of the server, 1 when paused, 1 when a job is left alone}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
for _, job in ipairs(due) do
  redis.call('ZREM', KEYS[1], job)
  redis.call('XADD', KEYS[2], '*', 'j', job)
end
local next = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
local wait = #next == 0 and -1 or math.max(0, tonumber(next[2]) - now)
if ARGV[2] == '' then return {#due, wait} end

local consumers = redis.pcall('XINFO', 'CONSUMERS', KEYS[2], ARGV[3])
for _, fields in ipairs(consumers.err and {} or consumers) do
  local consumer = {}
  for i = 1, #fields, 2 do consumer[fields[i]] = fields[i + 1] end
  if consumer.pending == 0 and consumer.idle > tonumber(ARGV[5]) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[2], ARGV[3], consumer.name)
  end
end
local left = redis.pcall('XPENDING', KEYS[2], ARGV[3], 'IDLE', ARGV[4], '-', '+', 1)
local begun = 0
if redis.call('EXISTS', KEYS[3]) == 0 then
  redis.call('SET', KEYS[3], ARGV[2])
  begun = 1
end
local history = string.match(redis.call('INFO', 'replication'), 'master_replid:(%w+)')
return {
  #due, wait, redis.call('GET', KEYS[3]), begun, history or '',
  redis.call('EXISTS', KEYS[4]), (not left.err and #left > 0) and 1 or 0
}
