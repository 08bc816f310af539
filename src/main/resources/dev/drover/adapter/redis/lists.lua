-- The lists that a task is in: sorted sets whose members all have the score 0, so that Redis keeps them in the order of
-- their bytes. A member is the time of the last change of state (12 bytes), then the task's id. HIDDEN is the state of
-- tasks that no listing shows.
local function lists(prefix, state, owner, context)
  local all = prefix .. ':tasks:' .. state
  local both = all .. ':both:' .. #owner .. ':' .. owner .. ':' .. context
  if state == 'HIDDEN' then
    return { both = both }
  end
  return { all = all, owner = all .. ':owner:' .. owner, context = all .. ':context:' .. context, both = both }
end

-- Removes an ended task with all that belongs to it.
local function remove(prefix, member)
  local id = string.sub(member, 13)
  local head = prefix .. ':task:' .. id
  local task = redis.call('HMGET', head, 'state', 'owner', 'context')
  for _, list in pairs(lists(prefix, task[1], task[2], task[3])) do
    redis.call('ZREM', list, member)
  end
  redis.call('DEL', head, prefix .. ':events:' .. id)
  redis.call('ZREM', prefix .. ':ended', member)
end

