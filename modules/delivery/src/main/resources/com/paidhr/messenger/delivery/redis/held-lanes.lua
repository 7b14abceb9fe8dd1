-- Holds a lane and queues its next turn in one step; hands more to lanes that are held; lets one go
-- unless it was handed more. Nothing else writes the state of a held lane.
-- KEYS[1] held     HASH of the conversation: user -> seq:attempt:upTo:spent(ms)
-- KEYS[2] delayed  ZSET of the partition, score = due time (ms, Redis' clock)
-- ARGV[1] begin, hold, extend or release   ARGV[2] the last message that is handed over or delivered
-- ARGV[3] user; extend takes more of them. begin and hold take also
-- ARGV[4] seq   ARGV[5] attempt   ARGV[6] spent (ms)   ARGV[7] delay (ms)   ARGV[8] job as text
-- A lane that was free begins: an earlier message that another holds it with stays. Else it is held.
-- returns the last message that the lane holds; for release 0 when it is released, or was not held;
-- for extend those of the users whose lanes are not held
local function load(user)
  local state = redis.call('HGET', KEYS[1], user)
  if not state then return nil end
  local seq, attempt, upTo, spent = string.match(state, '^(%d+):(%d+):(%d+):(%d+)$')
  return {seq = seq, attempt = attempt, upTo = tonumber(upTo), spent = spent}
end
local function save(user, lane)
  redis.call('HSET', KEYS[1], user,
    string.format('%s:%s:%d:%s', lane.seq, lane.attempt, lane.upTo, lane.spent))
end

local what, upTo = ARGV[1], tonumber(ARGV[2])
if what == 'extend' then
  local free = {}
  for i = 3, #ARGV do
    local lane = load(ARGV[i])
    if not lane then
      free[#free + 1] = ARGV[i]
    elseif lane.upTo < upTo then
      lane.upTo = upTo
      save(ARGV[i], lane)
    end
  end
  return free
end
local user = ARGV[3]
local known = load(user)
if what == 'release' then
  if known and known.upTo > upTo then return known.upTo end
  redis.call('HDEL', KEYS[1], user)
  return 0
end
local lane = {seq = ARGV[4], attempt = ARGV[5], upTo = upTo, spent = ARGV[6]}
if known then
  if what == 'begin' and tonumber(known.seq) < tonumber(lane.seq) then lane = known end
  lane.upTo = math.max(upTo, known.upTo)
end
save(user, lane)
local now = redis.call('TIME')
redis.call('ZADD', KEYS[2], now[1] * 1000 + math.floor(now[2] / 1000) + tonumber(ARGV[7]), ARGV[8])
return lane.upTo
