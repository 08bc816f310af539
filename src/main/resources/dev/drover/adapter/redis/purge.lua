-- Removes tasks that ended before a time, and the oldest over a count.
local prefix, before, keep, limit = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local ended = prefix .. ':ended'
local over = math.min(limit, redis.call('ZCARD', ended) - keep)
local oldest = redis.call('ZRANGEBYLEX', ended, '-', before, 'LIMIT', 0, limit)
if over > #oldest then
  oldest = redis.call('ZRANGE', ended, 0, over - 1)
end
for _, member in ipairs(oldest) do
  remove(prefix, member)
end
return #oldest
