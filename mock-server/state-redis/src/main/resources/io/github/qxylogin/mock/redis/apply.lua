-- Does what a session has worked out, if it has everything that was written.
--
-- KEYS as in commit.lua. ARGV: session, number of this commit in its session, the version up to
-- which it has all, the version afterwards, the latest time that it has told anybody; then for each
-- command its name, the place of its key in KEYS, how many arguments follow, and these.
--
-- Returns 1, the latest time that anybody was told and the number of the latest wish for calls; or
-- only 0 if nothing was done, since that is a matter for commit.lua.
local meta, turn = KEYS[1], KEYS[4]
local session = 's:' .. ARGV[1]
local known = redis.call('HMGET', meta, session, 'v', 'time', 'asked')
local number = known[1] and tonumber(string.match(known[1], '^%d+'))
if not number or number + 1 ~= tonumber(ARGV[2]) or known[2] ~= ARGV[3]
  or redis.call('EXISTS', turn) == 1 then
  return {0}
end
local at = 6
while at <= #ARGV do
  local last = at + 2 + tonumber(ARGV[at + 2])
  redis.call(ARGV[at], KEYS[tonumber(ARGV[at + 1])], unpack(ARGV, at + 3, last))
  at = last + 1
end
local time = math.max(tonumber(known[3] or '0'), tonumber(ARGV[5]))
redis.call(
  'HSET', meta, session, ARGV[2] .. ':' .. ARGV[4] .. ':' .. ARGV[3], 'v', ARGV[4],
  'time', string.format('%.0f', time))
return {1, time, tonumber(known[4] or '0')}
