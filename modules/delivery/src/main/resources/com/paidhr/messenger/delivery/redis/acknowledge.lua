-- Removes jobs that are done. Deleting them as well keeps the stream's memory bounded.
-- KEYS[1] jobs     STREAM of the partition
-- ARGV[1] group    ARGV[2..] ids of entries
-- returns how many were there
for i = 2, #ARGV do
  redis.pcall('XACK', KEYS[1], ARGV[1], ARGV[i])
end
return redis.call('XDEL', KEYS[1], unpack(ARGV, 2))
