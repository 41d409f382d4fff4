-- Commits a transaction of steps. KEYS: the last version, then for each step the values and the
-- order of its table, or the stream and the newest number of its log. ARGV: the lifetime, then for
-- each step what to do, a key, a value, and how many entries are kept. All checks come first.
-- Returns 0 if one fails; nothing is written then.
local VERSION, LIFETIME = KEYS[1], ARGV[1]

-- Returns a version as read.lua does; nil for a step that checks nothing.
local function seen(step, values, order, key)
  if step == 'VALUE' then
    return (redis.call('HGET', values, key) or ''):match('^%d*')
  elseif step == 'EMPTY' then
    return tostring(1 - redis.call('EXISTS', values))
  elseif step == 'VERSION' or step == 'ALL' then
    local newest = redis.call('ZREVRANGE', order, 0, 0, 'WITHSCORES')[2] or '0'
    return newest .. ':' .. redis.call('HLEN', values)
  end
end

local additions, added, version = 0, {}
for i = 2, #KEYS, 2 do
  local step, key, value = unpack(ARGV, 2 * i - 2, 2 * i)
  if (seen(step, KEYS[i], KEYS[i + 1], key) or value) ~= value then
    return 0
  elseif step == 'PUT' or step == 'APPEND' then
    additions = additions + 1
    added[KEYS[i]] = KEYS[i + 1]
  end
end

if additions > 0 then
  -- The first write: a full store rejects it, and nothing is written.
  local time = redis.call('TIME')
  local last = tonumber(redis.call('GET', VERSION) or '0') or 0
  version = math.max(last, time[1] * 1000000 + time[2])
  redis.call('SET', VERSION, string.format('%.0f', version + additions), 'PX', LIFETIME)
end

for i = 2, #KEYS, 2 do
  local values, order = KEYS[i], KEYS[i + 1]
  local step, key, value, most = unpack(ARGV, 2 * i - 2, 2 * i + 1)
  if step == 'CLEAR' then
    redis.call('DEL', values, order)
  elseif step == 'CLEAR_LOG' then
    redis.call('DEL', values)
  elseif step == 'REMOVE' then
    redis.call('HDEL', values, key)
    redis.call('ZREM', order, key)
  elseif step == 'PUT' then
    version = version + 1
    local written = string.format('%.0f', version)
    redis.call('HSET', values, key, written .. ':' .. value)
    redis.call('ZADD', order, written, key)
    if redis.call('ZCARD', order) > tonumber(most) then
      redis.call('HDEL', values, redis.call('ZPOPMIN', order)[1])
    end
  elseif step == 'APPEND' then
    local number = redis.call('INCR', order) .. '-0'
    redis.call('XADD', values, 'MAXLEN', most, number, 'value', value)
  end
end
for values, order in pairs(added) do
  redis.call('PEXPIRE', values, LIFETIME)
  redis.call('PEXPIRE', order, LIFETIME)
end
return 1
