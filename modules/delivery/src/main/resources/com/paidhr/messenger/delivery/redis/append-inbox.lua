-- Moves a lane's cursor up to a message and puts everything between into the inbox: never a message
-- before its predecessor, never one twice, however many workers race. A message that is given up is
-- passed without an entry; what is missing before it, since a failover has lost the end of the inbox,
-- is told as a gap to be fetched, as is what an inbox has no room for.
-- KEYS[1] inbox    STREAM of the user
-- KEYS[2] lanes    HASH of the user: conversation -> cursor, '~generation' -> name of the inbox
-- ARGV[1] conversation   ARGV[2] cursor to begin with where there is none, or ''
-- ARGV[3] last message before those addressed to the user: the cursor is never lower
-- ARGV[4] last message to put in or give up   ARGV[5] 1 to give it up, else 0
-- ARGV[6] name for a new inbox   ARGV[7] entries that an inbox keeps
-- ARGV[8] seconds that an unused inbox is kept   ARGV[9] PUBLISH or SPUBLISH   ARGV[10] channel to signal on
-- returns {cursor before, cursor after}, or {-1, -1} when there is no cursor to begin with
local cursor = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or ARGV[2])
if not cursor then return {-1, -1} end
cursor = math.max(cursor, tonumber(ARGV[3]))
local upTo, gives, keep = tonumber(ARGV[4]), ARGV[5] == '1', tonumber(ARGV[7])
redis.call('HSETNX', KEYS[2], '~generation', ARGV[6])
local first, told = cursor + 1, false
local function add(...)
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', keep, '*', 't', ...)
  told = true
end
local gap = gives and upTo - 1 or upTo - keep
if gap >= first then
  add('gap', 'c', ARGV[1], 's', first, 'u', gap)
  first = gap + 1
end
for seq = first, gives and 0 or upTo do
  add('message.created', 'c', ARGV[1], 's', seq)
end
local after = math.max(cursor, upTo)
redis.call('HSET', KEYS[2], ARGV[1], string.format('%d', after))
redis.call('EXPIRE', KEYS[1], ARGV[8])
redis.call('EXPIRE', KEYS[2], ARGV[8])
if told then redis.pcall(ARGV[9], ARGV[10], '') end
return {cursor, after}
