-- Holds a lane and queues its next turn, in one step.
-- KEYS[1] held     HASH of the conversation: user -> seq:attempt:upTo:since(ms, Redis' clock)
-- KEYS[2] delayed  ZSET of the partition
-- ARGV[1] user   ARGV[2] seq   ARGV[3] attempt   ARGV[4] upTo   ARGV[5] delay (ms)
-- ARGV[6] job as text   ARGV[7] 1 when something got through since the last hold, else 0
-- ARGV[8] 1 when the lane was free: an earlier message that another holds it with stays, else 0
-- returns the last message that the lane holds
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local seq, attempt, upTo, since = ARGV[2], ARGV[3], tonumber(ARGV[4]), now
local state = redis.call('HGET', KEYS[1], ARGV[1])
if state then
  local heldSeq, heldAttempt, heldUpTo, heldSince = string.match(state, '^(%d+):(%d+):(%d+):(%d+)$')
  if ARGV[8] == '1' and tonumber(heldSeq) < tonumber(seq) then
    seq, attempt = heldSeq, heldAttempt
  end
  upTo = math.max(upTo, tonumber(heldUpTo))
  if ARGV[7] == '0' then since = tonumber(heldSince) end
end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%s:%s:%d:%d', seq, attempt, upTo, since))
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[5]), ARGV[6])
return upTo
