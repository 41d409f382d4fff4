-- Begins a session, and returns everything.
--
-- KEYS as in commit.lua. ARGV: session, the one that it comes after, lifetime of the keys in
-- milliseconds, the version to begin with if there is nothing yet.
--
-- Returns the version of all; the values by table and key; and for each table its keys with their
-- versions, the version of its last change and the number of its newest value.
local meta = KEYS[1]
if redis.call('HEXISTS', meta, 'v') == 0 then
  for _, key in ipairs(KEYS) do
    redis.call('DEL', key)
  end
  redis.call('HSET', meta, 'v', ARGV[4])
end
redis.call('HDEL', meta, 's:' .. ARGV[2])
if redis.call('HLEN', meta) > MOST_SESSIONS then
  -- Those that live load everything once more.
  for _, field in ipairs(redis.call('HKEYS', meta)) do
    if string.sub(field, 1, 2) == 's:' then
      redis.call('HDEL', meta, field)
    end
  end
end
local version = redis.call('HGET', meta, 'v')
redis.call('HSET', meta, 's:' .. ARGV[1], '0:' .. version)
local tables = {}
for i = 4, #KEYS do
  local char = string.char(48 + i - 4)
  tables[i - 3] = {
    redis.call('ZRANGE', KEYS[i], 0, -1, 'WITHSCORES'),
    redis.call('HGET', meta, 't' .. char) or '0',
    redis.call('HGET', meta, 'n' .. char) or '0'
  }
end
for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, ARGV[3])
end
return {version, redis.call('HGETALL', KEYS[3]), tables}
