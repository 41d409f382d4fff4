-- Numbers what all have handed in, in the order of their times, and returns what is new.
--
-- KEYS: meta, untold, told. ARGV: lifetime in milliseconds, how many are kept, the number after
-- which is new, 1 to forget all.
--
-- Returns the newest number, the one up to which all was forgotten, the new entries of a
-- stream, and the version that the state has begun with.
local meta, untold, told = KEYS[1], KEYS[2], KEYS[3]
local newest = tonumber(redis.call('HGET', meta, 'told') or '0')
local sorted = redis.call('ZRANGE', untold, 0, -1)
for _, entry in ipairs(sorted) do
  newest = newest + 1
  redis.call('XADD', told, 'MAXLEN', ARGV[2], newest .. '-0', 'e', entry)
end
redis.call('DEL', untold)
redis.call('HSET', meta, 'told', newest)
if ARGV[4] == '1' then
  redis.call('DEL', told)
  redis.call('HSET', meta, 'forgotten', newest)
end
redis.call('PEXPIRE', told, ARGV[1])
return {
  newest,
  tonumber(redis.call('HGET', meta, 'forgotten') or '0'),
  redis.call('XRANGE', told, (tonumber(ARGV[3]) + 1) .. '-0', '+'),
  tonumber(redis.call('HGET', meta, 'born') or '0')
}
