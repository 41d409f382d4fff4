-- Appends to a log. KEYS: its newest number, and its stream. ARGV: the lifetime, how many it keeps,
-- and the value. Returns the number of the value.
local number = redis.call('INCR', KEYS[1])
redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[2], number .. '-0', 'value', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[1])
return number
