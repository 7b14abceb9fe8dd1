-- Moves a lane past a message that is given up. What is missing between the cursor and that message,
-- since a failover has lost the end of the inbox, is told as a gap to be fetched.
-- KEYS[1] inbox    STREAM of the user
-- KEYS[2] lanes    HASH of the user: conversation -> cursor, '~generation' -> name of the inbox
-- ARGV[1] conversation   ARGV[2] seq given up
-- ARGV[3] last message before those addressed to the user: none up to it is told of
-- ARGV[4] name for a new inbox   ARGV[5] entries that an inbox keeps
-- ARGV[6] seconds that an unused inbox is kept   ARGV[7] PUBLISH or SPUBLISH   ARGV[8] channel to signal on
-- returns 1 moved, 0 the lane had passed the message
local known = redis.call('HGET', KEYS[2], ARGV[1])
local cursor, seq = tonumber(known or 0), tonumber(ARGV[2])
if cursor >= seq then return 0 end
local first = math.max(cursor, tonumber(ARGV[3])) + 1
if known and first < seq then
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[5], '*', 't', 'gap', 'c', ARGV[1], 's', first, 'u', seq - 1)
  redis.pcall(ARGV[7], ARGV[8], '')
end
redis.call('HSETNX', KEYS[2], '~generation', ARGV[4])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[6])
redis.call('EXPIRE', KEYS[2], ARGV[6])
return 1
