-- Removes one task if it has ended.
local prefix, id = ARGV[1], ARGV[2]
local member = redis.call('HGET', prefix .. ':task:' .. id, 'member')
if not member or not redis.call('ZSCORE', prefix .. ':ended', member) then
  return 0
end
remove(prefix, member)
return 1
