-- Reads cells. KEYS: for each cell the values and the order of its table. ARGV: its kind and key.
-- Returns the time in microseconds, then each cell: a value with its version, the version of a
-- whole table, or with its entries, or whether there is none.
local time = redis.call('TIME')
local found = {time[1] .. string.format('%06d', time[2])}
for i = 1, #KEYS / 2 do
  local values, order, kind, key = KEYS[2 * i - 1], KEYS[2 * i], ARGV[2 * i - 1], ARGV[2 * i]
  if kind == 'VALUE' then
    found[i + 1] = redis.call('HGET', values, key)
  elseif kind == 'EMPTY' then
    found[i + 1] = 1 - redis.call('EXISTS', values)
  else
    local newest = redis.call('ZREVRANGE', order, 0, 0, 'WITHSCORES')[2] or '0'
    local version = kind == 'SNAPSHOT' and '' or newest .. ':' .. redis.call('HLEN', values)
    found[i + 1] = kind == 'VERSION' and version or {version, redis.call('HGETALL', values)}
  end
end
return found
