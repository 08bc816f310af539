-- One page of a listing: how many match in all, then for each state the first members behind the cursor, latest first.
local prefix, family, owner, context = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local since, after, limit = ARGV[5], ARGV[6], ARGV[7]
local found = { 0 }
for i = 8, #ARGV do
  local list = lists(prefix, ARGV[i], owner, context)[family]
  found[1] = found[1] + redis.call('ZLEXCOUNT', list, since, '+')
  found[#found + 1] = redis.call('ZREVRANGEBYLEX', list, after, since, 'LIMIT', 0, limit)
end
return found
