-- For each id and number: the task's snapshot (empty when there is none, or the number is not 0) and its events from that
-- number on.
local prefix = ARGV[1]
local found = {}
for i = 2, #ARGV, 2 do
  local id, from = ARGV[i], tonumber(ARGV[i + 1])
  local stored = { '' }
  if from == 0 then
    local snapshot = redis.call('HMGET', prefix .. ':task:' .. id, 'snapshot', 'snapshotAt')
    stored[1] = snapshot[1] or ''
    from = tonumber(snapshot[2] or 0) + 1
  end
  for _, event in ipairs(redis.call('LRANGE', prefix .. ':events:' .. id, from - 1, -1)) do
    stored[#stored + 1] = event
  end
  found[#found + 1] = stored
end
return found
