-- Moves a lane's cursor up to a message and puts everything between into the inbox: never a message
-- before its predecessor, never one twice, however many workers race.
-- KEYS[1] inbox    STREAM of the user
-- KEYS[2] lanes    HASH of the user: conversation -> cursor, '~generation' -> name of the inbox
-- ARGV[1] conversation   ARGV[2] cursor to begin with where there is none, or ''
-- ARGV[3] last message before those addressed to the user: the cursor is never lower
-- ARGV[4] last message to put in   ARGV[5] name for a new inbox   ARGV[6] entries that an inbox keeps
-- ARGV[7] seconds that an unused inbox is kept   ARGV[8] PUBLISH or SPUBLISH   ARGV[9] channel to signal on
-- returns {cursor before, cursor after}, or {-1, -1} when there is no cursor to begin with
local cursor = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or ARGV[2])
if not cursor then return {-1, -1} end
cursor = math.max(cursor, tonumber(ARGV[3]))
local upTo, keep = tonumber(ARGV[4]), tonumber(ARGV[6])
redis.call('HSETNX', KEYS[2], '~generation', ARGV[5])
local first = cursor + 1
if upTo - cursor > keep then
  redis.call('XADD', KEYS[1], '*', 't', 'gap', 'c', ARGV[1], 's', first, 'u', upTo - keep)
  first = upTo - keep + 1
end
for seq = first, upTo do
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', keep, '*', 't', 'message.created', 'c', ARGV[1], 's', seq)
end
redis.call('HSET', KEYS[2], ARGV[1], string.format('%d', math.max(cursor, upTo)))
redis.call('EXPIRE', KEYS[1], ARGV[7])
redis.call('EXPIRE', KEYS[2], ARGV[7])
if cursor < upTo then redis.pcall(ARGV[8], ARGV[9], '') end
return {cursor, math.max(cursor, upTo)}
