-- Hands messages to held lanes, which will deliver them behind what they wait with.
-- KEYS[1] held     HASH of the conversation: user -> seq:attempt:upTo:spent
-- ARGV[1] upTo     ARGV[2..] users
-- returns the users whose lanes are not held
local free = {}
for i = 2, #ARGV do
  local state = redis.call('HGET', KEYS[1], ARGV[i])
  if not state then
    free[#free + 1] = ARGV[i]
  else
    local seq, attempt, upTo, spent = string.match(state, '^(%d+):(%d+):(%d+):(%d+)$')
    if tonumber(upTo) < tonumber(ARGV[1]) then
      redis.call('HSET', KEYS[1], ARGV[i], seq .. ':' .. attempt .. ':' .. ARGV[1] .. ':' .. spent)
    end
  end
end
return free
