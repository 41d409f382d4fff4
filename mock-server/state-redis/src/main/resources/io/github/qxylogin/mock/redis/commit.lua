-- Commits a transaction of steps. KEYS: the last version, then for each step the values and the
-- order of its table, or the stream and the newest number of its log. ARGV: the lifetime, then for
-- each step what to do, a key, a value, and how many entries are kept. All checks come first.
-- Returns 0 if one fails; nothing is written then.
local VERSION, LIFETIME = KEYS[1], ARGV[1]
local version = tonumber(redis.call('GET', VERSION) or '0') or 0

-- As read.lua returns it.
local seen = {
  VALUE = function(values, order, key)
    local value = redis.call('HGET', values, key)
    return value and value:match('^%d+') or ''
  end,
  EMPTY = function(values)
    return tostring(1 - redis.call('EXISTS', values))
  end,
  SNAPSHOT = function()
    return ''
  end,
  VERSION = function(values, order)
    local newest = redis.call('ZREVRANGE', order, 0, 0, 'WITHSCORES')[2] or '0'
    return newest .. ':' .. redis.call('HLEN', values)
  end
}
seen.ALL = seen.VERSION

local change = {
  CLEAR = function(values, order)
    redis.call('DEL', values, order)
  end,
  CLEAR_LOG = function(stream)
    redis.call('DEL', stream)
  end,
  REMOVE = function(values, order, key)
    redis.call('HDEL', values, key)
    redis.call('ZREM', order, key)
  end
}

local addition = {
  PUT = function(values, order, key, value, most)
    version = version + 1
    local written = string.format('%.0f', version)
    redis.call('HSET', values, key, written .. ':' .. value)
    redis.call('ZADD', order, written, key)
    local oldest = redis.call('ZPOPMIN', order, math.max(0, redis.call('ZCARD', order) - most))
    for i = 1, #oldest, 2 do
      redis.call('HDEL', values, oldest[i])
    end
  end,
  APPEND = function(stream, newest, _, value, most)
    local number = redis.call('INCR', newest) .. '-0'
    redis.call('XADD', stream, 'MAXLEN', most, number, 'value', value)
  end
}

local additions = 0
for i = 2, #KEYS, 2 do
  local step, key, value = unpack(ARGV, 2 * i - 2, 2 * i)
  if seen[step] and seen[step](KEYS[i], KEYS[i + 1], key) ~= value then
    return 0
  end
  additions = additions + (addition[step] and 1 or 0)
end
if additions > 0 then
  -- The first write: a store that is full refuses it, and nothing is done.
  local time = redis.call('TIME')
  version = math.max(version, time[1] * 1000000 + time[2])
  redis.call('SET', VERSION, string.format('%.0f', version + additions), 'PX', LIFETIME)
end
for i = 2, #KEYS, 2 do
  local step, key, value, most = unpack(ARGV, 2 * i - 2, 2 * i + 1)
  local write = change[step] or addition[step]
  if write then
    write(KEYS[i], KEYS[i + 1], key, value, most)
    redis.call('PEXPIRE', KEYS[i], LIFETIME)
    redis.call('PEXPIRE', KEYS[i + 1], LIFETIME)
  end
end
return 1
