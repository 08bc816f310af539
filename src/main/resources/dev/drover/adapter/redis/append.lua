-- Commits one change of a task if it is still at the expected sequence number, which is how many events it has.
local prefix, id, expected = ARGV[1], ARGV[2], tonumber(ARGV[3])
local state, member, owner, context = ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local unfinished, ended = ARGV[8] == '1', ARGV[9] == '1'
local snapshot, channel, note = ARGV[10], ARGV[11], ARGV[12]
local firstEvent = 13
local events, head = prefix .. ':events:' .. id, prefix .. ':task:' .. id

if redis.call('LLEN', events) ~= expected then
  return 0
end
for i = firstEvent, #ARGV do
  redis.call('RPUSH', events, ARGV[i])
end

local old = redis.call('HMGET', head, 'state', 'member')
if old[1] ~= state or old[2] ~= member then
  if old[1] then
    for _, list in pairs(lists(prefix, old[1], owner, context)) do
      redis.call('ZREM', list, old[2])
    end
  end
  for _, list in pairs(lists(prefix, state, owner, context)) do
    redis.call('ZADD', list, 0, member)
  end
  if unfinished then
    redis.call('ZADD', prefix .. ':unfinished', 0, id)
  else
    redis.call('ZREM', prefix .. ':unfinished', id)
  end
  if ended then
    redis.call('ZADD', prefix .. ':ended', 0, member)
  end
  redis.call('HSET', head, 'state', state, 'member', member, 'owner', owner, 'context', context)
end
if snapshot ~= '' then
  redis.call('HSET', head, 'snapshot', snapshot, 'snapshotAt', expected + #ARGV - firstEvent + 1)
end

redis.call('PUBLISH', channel, note)
return 1
