-- Reads the state of a held lane.
-- KEYS[1] held     HASH of the conversation: user -> seq:attempt:upTo:spent(ms)
-- ARGV[1] user
-- returns {seq, attempt, upTo, spent}, or nil when it is not held
local state = redis.call('HGET', KEYS[1], ARGV[1])
if not state then return nil end
local seq, attempt, upTo, spent = string.match(state, '^(%d+):(%d+):(%d+):(%d+)$')
return {tonumber(seq), tonumber(attempt), tonumber(upTo), tonumber(spent)}
