-- Reads the state of a held lane.
-- KEYS[1] held     HASH of the conversation: user -> seq:attempt:upTo:since(ms, Redis' clock)
-- ARGV[1] user
-- returns {seq, attempt, upTo, milliseconds since nothing got through}, or nil when it is not held
local state = redis.call('HGET', KEYS[1], ARGV[1])
if not state then return nil end
local seq, attempt, upTo, since = string.match(state, '^(%d+):(%d+):(%d+):(%d+)$')
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return {tonumber(seq), tonumber(attempt), tonumber(upTo), math.max(0, now - tonumber(since))}
