-- Prolongs the life of a state. KEYS: one to write, then all others. ARGV: the lifetime.
redis.call('SET', KEYS[1], '', 'PX', ARGV[1])
for i = 2, #KEYS do
  redis.call('PEXPIRE', KEYS[i], ARGV[1])
end
