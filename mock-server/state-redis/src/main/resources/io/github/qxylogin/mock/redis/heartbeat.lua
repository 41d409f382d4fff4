-- Extends the lifetime of a state. KEYS: one to write, then all others. ARGV: the lifetime, then the
-- types of all others. Returns those of another type, or the error of a store that is full: it
-- rejects only the first write of a script.
local written = redis.pcall('SET', KEYS[1], '', 'PX', ARGV[1])
local wrong = {}
for i = 2, #KEYS do
  redis.call('PEXPIRE', KEYS[i], ARGV[1])
  local type = redis.call('TYPE', KEYS[i]).ok
  if type ~= ARGV[i] and type ~= 'none' then
    wrong[#wrong + 1] = KEYS[i]
  end
end
return written.err and written or wrong
