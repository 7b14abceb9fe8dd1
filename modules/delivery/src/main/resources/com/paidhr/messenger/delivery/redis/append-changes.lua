-- Tells a user of changes, each in an entry of the inbox. One of a message that the lane has yet to
-- bring is left out: the message comes later, as it is then.
-- KEYS[1] inbox    STREAM of the user
-- KEYS[2] lanes    HASH of the user: conversation -> cursor, '~generation' -> name of the inbox
-- ARGV[1] name for a new inbox   ARGV[2] entries that an inbox keeps
-- ARGV[3] seconds that an unused inbox is kept   ARGV[4] PUBLISH or SPUBLISH
-- ARGV[5] channel to signal on   then for each change seven values: type, conversation, seq or '',
-- version or '', a user or '', readings or '', and the seq that the lane must have reached or ''
-- returns how many went in
local told = 0
for i = 6, #ARGV, 7 do
  local cursor = ARGV[i + 6] ~= '' and redis.call('HGET', KEYS[2], ARGV[i + 1])
  if not cursor or tonumber(cursor) >= tonumber(ARGV[i + 6]) then
    local entry = {'t', ARGV[i], 'c', ARGV[i + 1]}
    for offset, name in pairs({[2] = 's', [3] = 'v', [4] = 'w', [5] = 'r'}) do
      if ARGV[i + offset] ~= '' then
        entry[#entry + 1] = name
        entry[#entry + 1] = ARGV[i + offset]
      end
    end
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', unpack(entry))
    told = told + 1
  end
end
if told > 0 then
  redis.call('HSETNX', KEYS[2], '~generation', ARGV[1])
  redis.call('EXPIRE', KEYS[1], ARGV[3])
  redis.call('EXPIRE', KEYS[2], ARGV[3])
  redis.pcall(ARGV[4], ARGV[5], '')
end
return told
