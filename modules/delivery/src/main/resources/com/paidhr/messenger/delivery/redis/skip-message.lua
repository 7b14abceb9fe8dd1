-- Moves a lane past a message that is given up.
-- KEYS[1] lanes    HASH of the user: conversation -> cursor
-- ARGV[1] conversation   ARGV[2] seq given up
-- returns 1 moved, 0 the message went in already
local cursor = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0)
if cursor >= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1
