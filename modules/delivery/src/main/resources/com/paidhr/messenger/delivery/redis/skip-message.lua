-- Moves a lane past a message that is given up.
-- KEYS[1] inbox    STREAM of the user
-- KEYS[2] lanes    HASH of the user: conversation -> cursor, '~generation' -> name of the inbox
-- ARGV[1] conversation   ARGV[2] seq given up   ARGV[3] name for a new inbox
-- ARGV[4] seconds that an unused inbox is kept
-- returns 1 moved, 0 the lane had passed the message
local cursor = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or 0)
if cursor >= tonumber(ARGV[2]) then return 0 end
redis.call('HSETNX', KEYS[2], '~generation', ARGV[3])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('EXPIRE', KEYS[2], ARGV[4])
return 1
