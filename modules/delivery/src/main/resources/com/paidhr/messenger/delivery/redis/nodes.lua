-- Says that a node is there, or only looks who is.
-- KEYS[1] nodes    HASH name -> when it was heard of last (ms, Redis' clock) and '|' and what it says
-- ARGV[1] name of the node, or '' to look only    ARGV[2] what it says
-- ARGV[3] how long a node may be silent until it is forgotten (ms)
-- returns {now (ms), name, value, name, value, …} of those that are known
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[1] ~= '' then
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%d|%s', now, ARGV[2]))
end
local found = {now}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local seen = tonumber(string.match(all[i + 1], '^%d+'))
  if not seen or now - seen > tonumber(ARGV[3]) then
    redis.call('HDEL', KEYS[1], all[i])
  else
    found[#found + 1] = all[i]
    found[#found + 1] = all[i + 1]
  end
end
return found
