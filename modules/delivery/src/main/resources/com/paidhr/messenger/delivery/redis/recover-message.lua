-- Looks whether an inbox shows a message that the lane has passed, newest entry first, and tells of
-- one that it does not show. That comes as a gap to be fetched, since the message would be out of order.
-- KEYS[1] inbox    STREAM of the user
-- KEYS[2] lanes    HASH of the user: '~generation' -> name of the inbox
-- ARGV[1] conversation   ARGV[2] seq   ARGV[3] 1 to tell, 0 to look only   ARGV[4] name for a new inbox
-- ARGV[5] entries that an inbox keeps   ARGV[6] seconds that an unused inbox is kept
-- ARGV[7] PUBLISH or SPUBLISH   ARGV[8] channel to signal on
-- returns 1 the inbox did not show it, 0 it shows it
local seq = tonumber(ARGV[2])
local function isOrCovers(fields)
  local event = {}
  for i = 1, #fields, 2 do event[fields[i]] = fields[i + 1] end
  return (event.t == 'message.created' or event.t == 'gap') and event.c == ARGV[1]
    and tonumber(event.s) <= seq and seq <= tonumber(event.u or event.s)
end
local last = '+'
repeat
  local entries = redis.call('XREVRANGE', KEYS[1], last, '-', 'COUNT', 100)
  for _, entry in ipairs(entries) do
    if isOrCovers(entry[2]) then return 0 end
    last = '(' .. entry[1]
  end
until #entries < 100
if ARGV[3] == '0' then return 1 end
redis.call('HSETNX', KEYS[2], '~generation', ARGV[4])
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[5], '*', 't', 'gap', 'c', ARGV[1], 's', ARGV[2], 'u', ARGV[2])
redis.pcall(ARGV[7], ARGV[8], '')
redis.call('EXPIRE', KEYS[1], ARGV[6])
redis.call('EXPIRE', KEYS[2], ARGV[6])
return 1
