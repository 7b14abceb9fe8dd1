-- Sets the state of one device of a user, forgets devices that nobody confirms, and says how the user
-- was before and is now.
-- KEYS[1] presence  HASH of the user: device -> state:until(ms), '~seen' -> ms
-- ARGV[1] device, or '' to look only   ARGV[2] online, away or offline
-- ARGV[3] ms that a device counts without being confirmed   ARGV[4] seconds that the hash is kept
-- returns {state before, state now, ms when last seen or 0}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local rank = {offline = 0, away = 1, online = 2}
local before, after, seen = 'offline', 'offline', 0
local all = redis.call('HGETALL', KEYS[1])
local gone = {}
for i = 1, #all, 2 do
  local name, value = all[i], all[i + 1]
  if name == '~seen' then
    seen = tonumber(value)
  else
    local state, deadline = string.match(value, '^(%a+):(%d+)$')
    if tonumber(deadline) > now then
      if rank[state] > rank[before] then before = state end
      if name ~= ARGV[1] and rank[state] > rank[after] then after = state end
    else
      gone[#gone + 1] = name
    end
  end
end
if ARGV[1] == '' then return {before, before, before == 'offline' and seen or now} end
for _, name in ipairs(gone) do redis.call('HDEL', KEYS[1], name) end
if ARGV[2] == 'offline' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ':' .. string.format('%d', now + ARGV[3]))
  if rank[ARGV[2]] > rank[after] then after = ARGV[2] end
end
redis.call('HSET', KEYS[1], '~seen', string.format('%d', now))
redis.call('EXPIRE', KEYS[1], ARGV[4])
return {before, after, now}
