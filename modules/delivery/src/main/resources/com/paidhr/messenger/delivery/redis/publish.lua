-- Adds jobs to a partition, all of them or, when its bytes are used up, none.
-- KEYS[1] jobs     STREAM of the partition
-- KEYS[2] delayed  ZSET of the partition
-- ARGV[1] the most bytes that both may use     ARGV[2..] jobs as text
-- returns 1 added, 0 the partition is full
local used = (redis.call('MEMORY', 'USAGE', KEYS[1]) or 0) + (redis.call('MEMORY', 'USAGE', KEYS[2]) or 0)
if used >= tonumber(ARGV[1]) then return 0 end
for i = 2, #ARGV do
  redis.call('XADD', KEYS[1], '*', 'j', ARGV[i])
end
return 1
