-- Begins a session, and returns everything.
--
-- KEYS as in commit.lua, and those of what is gathered. ARGV: session, the one that it comes after,
-- lifetime of the keys in milliseconds, the version to begin with if there is nothing yet, how many
-- tables there are.
--
-- Returns the version of all; for each table its place, how many entries it has, these with their
-- versions, the version of its last change and the number of its newest value; the values by entry;
-- the version of the last removal; the latest time that anybody was told; and the number of the
-- latest wish for calls.
local meta, values = KEYS[1], KEYS[3]
-- First, so that a store which has no room refuses it: what has begun to write is let through.
redis.call('HSET', meta, 's:' .. ARGV[1], '0:0:0')
local entries = 0
local last = 4 + tonumber(ARGV[5])
for i = 5, last do
  entries = entries + redis.call('ZCARD', KEYS[i])
end
local version = redis.call('HGET', meta, 'v')
if not version or entries ~= redis.call('HLEN', values) then
  -- Nothing yet, or half of it was lost: half of a state is none.
  for _, key in ipairs(KEYS) do
    redis.call('DEL', key)
  end
  version = string.format('%.0f', math.max(tonumber(version or '0') + 1, tonumber(ARGV[4])))
  redis.call('HSET', meta, 'v', version, 'born', version)
end
redis.call('HDEL', meta, 's:' .. ARGV[2], 'j:' .. ARGV[2])
if redis.call('HLEN', meta) > MOST_SESSIONS then
  -- A session that still has the mark (a leading 0) a second later is gone: whoever lives writes
  -- over it with the next beat. One that was only halted for so long loads everything once more.
  local now = tonumber(redis.call('TIME')[1])
  if now > tonumber(redis.call('HGET', meta, 'marked') or '0') + 1 then
    redis.call('HSET', meta, 'marked', now)
    for _, field in ipairs(redis.call('HKEYS', meta)) do
      local kind, id = string.match(field, '^([sj]):(.*)$')
      local state = kind and redis.call('HGET', meta, 's:' .. id)
      if kind == 's' and string.find(state, '^0%d') then
        redis.call('HDEL', meta, field, 'j:' .. id)
      elseif kind == 's' then
        redis.call('HSET', meta, field, '0' .. state)
      elseif kind == 'j' and not state then
        redis.call('HDEL', meta, field)
      end
    end
  end
end
redis.call('HSET', meta, 's:' .. ARGV[1], '0:' .. version .. ':0')
if #KEYS > last then
  redis.call('HSET', meta, 'j:' .. ARGV[1], redis.call('HGET', meta, 'asked') or '0')
end
local tables = {}
for i = 5, last do
  local char = string.char(48 + i - 5)
  tables[i - 4] = {
    i - 5,
    redis.call('ZCARD', KEYS[i]),
    redis.call('ZRANGE', KEYS[i], 0, -1, 'WITHSCORES'),
    redis.call('HGET', meta, 't' .. char) or '0',
    redis.call('HGET', meta, 'n' .. char) or '0'
  }
end
for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, ARGV[3])
end
return {
  version,
  tables,
  redis.call('HGETALL', values),
  redis.call('HGET', meta, 'g') or '0',
  redis.call('HGET', meta, 'time') or '0',
  redis.call('HGET', meta, 'asked') or '0'
}
