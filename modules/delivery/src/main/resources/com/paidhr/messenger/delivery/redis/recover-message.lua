-- Tells a user, once, of a message that the lane has passed. It comes as a gap to be fetched, since
-- putting the message in here would be out of order.
-- KEYS[1] inbox    STREAM of the user
-- KEYS[2] lanes    HASH of the user: '!' message -> 1 when told
-- ARGV[1] conversation   ARGV[2] seq   ARGV[3] name for a new inbox   ARGV[4] entries that an inbox keeps
-- ARGV[5] seconds that an unused inbox is kept
-- returns 1 told, 0 told before
if redis.call('HSETNX', KEYS[2], '!' .. ARGV[1] .. '.' .. ARGV[2], 1) == 0 then return 0 end
redis.call('HSETNX', KEYS[2], '~generation', ARGV[3])
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[4], '*', 't', 'gap', 'c', ARGV[1], 's', ARGV[2], 'u', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[5])
redis.call('EXPIRE', KEYS[2], ARGV[5])
return 1
