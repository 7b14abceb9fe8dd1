-- Holds a lane and queues its next turn, in one step.
-- KEYS[1] held     HASH of the conversation: user -> seq:attempt:upTo:spent(ms)
-- KEYS[2] delayed  ZSET of the partition, score = due time (ms, Redis' clock)
-- ARGV[1] user   ARGV[2] seq   ARGV[3] attempt   ARGV[4] upTo   ARGV[5] spent (ms)
-- ARGV[6] delay (ms)   ARGV[7] job as text
-- ARGV[8] 1 when the lane was free: an earlier message that another holds it with stays, else 0
-- returns the last message that the lane holds
local seq, attempt, upTo, spent = ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5]
local state = redis.call('HGET', KEYS[1], ARGV[1])
if state then
  local heldSeq, heldAttempt, heldUpTo, heldSpent = string.match(state, '^(%d+):(%d+):(%d+):(%d+)$')
  if ARGV[8] == '1' and tonumber(heldSeq) < tonumber(seq) then
    seq, attempt, spent = heldSeq, heldAttempt, heldSpent
  end
  upTo = math.max(upTo, tonumber(heldUpTo))
end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%s:%s:%d:%s', seq, attempt, upTo, spent))
local now = redis.call('TIME')
redis.call('ZADD', KEYS[2], now[1] * 1000 + math.floor(now[2] / 1000) + tonumber(ARGV[6]), ARGV[7])
return upTo
