-- Numbers what all have handed in, in the order of their times, and returns what is new: so many of
-- each at once. Who wants all asks until there is no more.
--
-- KEYS: meta, untold, told. ARGV: lifetime in milliseconds, how many are kept, the number after
-- which is new, how many at once, or 0 to forget all.
--
-- Returns the newest number, the one up to which all was forgotten, the new entries of a
-- stream, the version that the state has begun with, and 1 if there may be more, else 0.
local meta, untold, told = KEYS[1], KEYS[2], KEYS[3]
local most = tonumber(ARGV[4])
local newest = tonumber(redis.call('HGET', meta, 'told') or '0')
local new = {}
if most == 0 then
  newest = newest + redis.call('ZCARD', untold)
  redis.call('UNLINK', untold, told)
  redis.call('HSET', meta, 'forgotten', newest)
else
  for _, entry in ipairs(redis.call('ZRANGE', untold, 0, most - 1)) do
    newest = newest + 1
    redis.call('XADD', told, 'MAXLEN', ARGV[2], newest .. '-0', 'e', entry)
  end
  redis.call('ZREMRANGEBYRANK', untold, 0, most - 1)
  redis.call('PEXPIRE', told, ARGV[1])
  new = redis.call('XRANGE', told, (tonumber(ARGV[3]) + 1) .. '-0', '+', 'COUNT', most)
end
redis.call('HSET', meta, 'told', newest)
return {
  newest,
  tonumber(redis.call('HGET', meta, 'forgotten') or '0'),
  new,
  tonumber(redis.call('HGET', meta, 'born') or '0'),
  most > 0 and (#new == most or redis.call('EXISTS', untold) == 1) and 1 or 0
}
