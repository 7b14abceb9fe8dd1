-- Lets a lane go, unless it was handed more than it has delivered.
-- KEYS[1] held     HASH of the conversation: user -> seq:attempt:upTo:spent
-- ARGV[1] user     ARGV[2] last message delivered
-- returns 0 released, else the last message that the lane still holds
local state = redis.call('HGET', KEYS[1], ARGV[1])
if not state then return 0 end
local upTo = tonumber(string.match(state, '^%d+:%d+:(%d+):%d+$'))
if upTo > tonumber(ARGV[2]) then return upTo end
redis.call('HDEL', KEYS[1], ARGV[1])
return 0
