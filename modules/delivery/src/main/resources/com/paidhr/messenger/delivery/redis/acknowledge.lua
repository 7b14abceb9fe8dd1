-- Removes jobs that are done. Deleting them as well keeps the stream's memory bounded. One that is
-- given back is queued again in the same step, unless it is gone.
-- KEYS[1] jobs     STREAM of the partition
-- ARGV[1] group    ARGV[2] the job that is given back, as text, or ''    ARGV[3..] ids of entries
-- returns how many were there
for i = 3, #ARGV do
  redis.pcall('XACK', KEYS[1], ARGV[1], ARGV[i])
end
local removed = redis.call('XDEL', KEYS[1], unpack(ARGV, 3))
if removed > 0 and ARGV[2] ~= '' then redis.call('XADD', KEYS[1], '*', 'j', ARGV[2]) end
return removed
