-- Does what a call has changed, if nobody has changed meanwhile what it read.
--
-- KEYS: meta, log, values, and for each table a sorted set of its keys by the versions of their
-- values. ARGV: session, number of this commit in its session, lifetime of the keys in
-- milliseconds, 1 to renew it, commits to keep in the log, number of reads, a name for whoever was
-- too slow too often and asks for the next turn, empty for all others; reads by twos: table and key with the version that was seen (0: not there), or table with e (was empty), n (was
-- not), or w and the version of its last change; then writes by twos: operation, table and key
-- with the value. A table is one character, counted from 0.
--
-- Returns what became of it (1 done, 0 somebody was faster, -1 the session is not known and must
-- load everything), and what others did since this session's last commit; then the versions
-- before and after.
local meta, log, values = KEYS[1], KEYS[2], KEYS[3]
local session = 's:' .. ARGV[1]
local known = redis.call('HGET', meta, session)
if not known then
  return {-1}
end
local number, seen = string.match(known, '^(%d+):(%d+)$')
if tonumber(number) + 1 ~= tonumber(ARGV[2]) then
  return {-1}
end
local ttl, most, reads = ARGV[3], ARGV[5], tonumber(ARGV[6])
local version = tonumber(redis.call('HGET', meta, 'v'))

local function text(n)
  return string.format('%.0f', n)
end

local function keysOf(char)
  return KEYS[4 + string.byte(char) - 48]
end

local news = {}
if tonumber(seen) < version then
  news = redis.call('XRANGE', log, text(tonumber(seen) + 1) .. '-0', '+', 'COUNT', MOST_NEWS + 1)
  if #news > MOST_NEWS then
    redis.call('HDEL', meta, session)
    return {-1}
  end
end

local done = 1
local first = 8 + 2 * reads
for i = 8, first - 1, 2 do
  local read, want = ARGV[i], ARGV[i + 1]
  local char = string.sub(read, 1, 1)
  local kind = string.sub(want, 1, 1)
  local same
  if kind == 'e' then
    same = redis.call('EXISTS', keysOf(char)) == 0
  elseif kind == 'n' then
    same = redis.call('EXISTS', keysOf(char)) == 1
  elseif kind == 'w' then
    same = (redis.call('HGET', meta, 't' .. char) or '0') == string.sub(want, 2)
  else
    local there = redis.call('ZSCORE', keysOf(char), string.sub(read, 2))
    same = tonumber(there or '0') == tonumber(want)
  end
  if not same then
    done = 0
    break
  end
end

-- Whoever has the turn is the next to write, but not for ever: it may be gone.
local name = ARGV[7]
local turn = redis.call('HGET', meta, 'turn')
if turn then
  local whose, left = string.match(turn, '^(.*):(%d+)$')
  if whose == name then
    if done == 1 then
      redis.call('HDEL', meta, 'turn')
    end
  elseif done == 1 and first <= #ARGV then
    done = 0
    if tonumber(left) > 1 then
      redis.call('HSET', meta, 'turn', whose .. ':' .. text(tonumber(left) - 1))
    else
      redis.call('HDEL', meta, 'turn')
    end
  end
elseif done == 0 and name ~= '' then
  redis.call('HSET', meta, 'turn', name .. ':' .. MOST_WAITED)
end

local after = version
local renewed = ARGV[4] == '1'
if done == 1 then
  local touched = {}
  for i = first, #ARGV, 2 do
    local write = ARGV[i]
    local op, char, key = string.sub(write, 1, 1), string.sub(write, 2, 2), string.sub(write, 3)
    local keys = keysOf(char)
    after = after + 1
    if op == '+' or op == '*' then
      if op == '*' then
        key = text(after)
        redis.call('HSET', meta, 'n' .. char, key)
      end
      redis.call('HSET', values, char .. key, ARGV[i + 1])
      redis.call('ZADD', keys, text(after), key)
      local size = redis.call('ZCARD', keys)
      if size > MOST[string.byte(char) - 47] then
        redis.call('HDEL', values, char .. redis.call('ZPOPMIN', keys)[1])
      elseif size == 1 then
        -- The values and the log may be new with it.
        renewed = true
      end
    elseif op == '-' then
      redis.call('ZREM', keys, key)
      redis.call('HDEL', values, char .. key)
    else
      for _, gone in ipairs(redis.call('ZRANGE', keys, 0, -1)) do
        redis.call('HDEL', values, char .. gone)
      end
      redis.call('DEL', keys)
    end
    touched[char] = text(after)
  end
  for char, last in pairs(touched) do
    redis.call('HSET', meta, 't' .. char, last)
  end
  -- No script can hand on any number of arguments at once.
  local before = version
  for i = first, #ARGV, 1000 do
    local last = math.min(i + 999, #ARGV)
    local to = before + (last - i + 1) / 2
    redis.call(
      'XADD', log, 'MAXLEN', '~', most, text(to) .. '-0', 'f', text(before), unpack(ARGV, i, last))
    before = to
  end
  if after > version then
    redis.call('HSET', meta, 'v', text(after))
  end
end
redis.call('HSET', meta, session, ARGV[2] .. ':' .. text(after))
if renewed then
  for _, key in ipairs(KEYS) do
    redis.call('PEXPIRE', key, ttl)
  end
end
return {done, news, text(version), text(after)}
