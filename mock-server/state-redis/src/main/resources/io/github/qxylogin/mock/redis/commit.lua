-- Commits a transaction. KEYS: the last version, then the values and the order of each table, the
-- stream and the newest number of each log. ARGV: the lifetime, how many values are put or appended,
-- then steps of four: what to do, the number of the table, a key, and a value. All checks come first.
-- Returns 0 if one fails; nothing is written then.
local VERSION, LIFETIME, ADDITIONS = KEYS[1], ARGV[1], tonumber(ARGV[2])
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

local write = {
  CLEAR = function(values, order)
    redis.call('DEL', values, order)
  end,
  REMOVE = function(values, order, key)
    redis.call('HDEL', values, key)
    redis.call('ZREM', order, key)
  end,
  PUT = function(values, order, key, value)
    version = version + 1
    local written = string.format('%.0f', version)
    redis.call('HSET', values, key, written .. ':' .. value)
    redis.call('ZADD', order, written, key)
  end,
  BOUND = function(values, order, key, most)
    local oldest = redis.call('ZPOPMIN', order, math.max(0, redis.call('ZCARD', order) - most))
    for i = 1, #oldest, 2 do
      redis.call('HDEL', values, oldest[i])
    end
    redis.call('PEXPIRE', values, LIFETIME)
    redis.call('PEXPIRE', order, LIFETIME)
  end,
  EMPTIED = function(stream)
    redis.call('DEL', stream)
  end,
  APPEND = function(stream, newest, most, value)
    local number = redis.call('INCR', newest)
    redis.call('XADD', stream, 'MAXLEN', most, number .. '-0', 'value', value)
    redis.call('PEXPIRE', stream, LIFETIME)
    redis.call('PEXPIRE', newest, LIFETIME)
  end
}

local begun = false
for i = 3, #ARGV, 4 do
  local values, order = KEYS[2 * ARGV[i + 1]], KEYS[2 * ARGV[i + 1] + 1]
  local check = seen[ARGV[i]]
  if check and check(values, order, ARGV[i + 2]) ~= ARGV[i + 3] then
    return 0
  elseif not check then
    if not begun and ADDITIONS > 0 then
      -- The first write: a store that is full refuses it, and nothing is done.
      local time = redis.call('TIME')
      version = math.max(version, time[1] * 1000000 + time[2])
      redis.call('SET', VERSION, string.format('%.0f', version + ADDITIONS), 'PX', LIFETIME)
    end
    begun = true
    write[ARGV[i]](values, order, ARGV[i + 2], ARGV[i + 3])
  end
end
return 1
