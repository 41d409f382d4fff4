-- Hands in what a session has to tell, and says that it has told all up to a wish.
--
-- KEYS: meta, untold. ARGV: session, lifetime in milliseconds, how many are kept, the wish that this
-- answers, or empty to make another; then by twos: a time in microseconds and an entry.
--
-- Returns the number of the wish.
local meta, untold = KEYS[1], KEYS[2]
for i = 5, #ARGV, 2 do
  redis.call('ZADD', untold, ARGV[i], ARGV[i + 1])
end
redis.call('ZREMRANGEBYRANK', untold, 0, -1 - tonumber(ARGV[3]))
redis.call('PEXPIRE', untold, ARGV[2])
local wish = ARGV[4]
if wish == '' then
  wish = redis.call('HINCRBY', meta, 'asked', 1)
end
redis.call('HSET', meta, 'j:' .. ARGV[1], wish)
return {tonumber(wish)}
