-- Replaces the state of a bucket unless another node was faster.
-- KEYS[1] bucket  STRING
-- ARGV[1] state that was read, empty where there was none
-- ARGV[2] next state     ARGV[3] life in ms
-- returns 1 replaced, 0 changed meanwhile
local now = redis.call('GET', KEYS[1])
if (now or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
