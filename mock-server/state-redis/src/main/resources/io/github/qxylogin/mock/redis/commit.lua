-- Does what calls have changed, each if nobody has changed meanwhile what it read.
--
-- KEYS: meta, removed, values, turn, and for each table a sorted set of its entries by the versions
-- of their values. An entry is named by its table, one character counted from 0, and its key. The
-- stream has the names of what calls have removed, and no more: what was put has a newer version, and
-- what there was no room for was the oldest. Each of its entries has the version of the one before it.
--
-- ARGV: session, number of this commit in its session, lifetime of the keys in milliseconds, 1 to
-- renew it, how long the stream is to be, the latest time that this session has told anybody, the
-- version up to which it has all; then
-- for each call: a name if it was too slow too often and asks for the next turn, else empty, and how
-- many reads and writes it has; its reads by twos: an entry with the version that was seen (0: not
-- there), or a table with e (was empty), n (was not), or w and the version of its last change; its
-- writes by twos: operation and entry, and the value.
--
-- Returns what became of each call (1 done, 0 somebody was faster, 2 another has the turn), or only
-- -1 if the session is not known and must load everything; what others did since this session's
-- last commit, if they did anything: the version up to which it had all, what was removed, what is
-- new and the values of that, as load.lua has them, and the version of the last removal; the versions
-- before and after; the entries for which there was no room any more; the latest time that anybody
-- was told; and the number of the latest wish for calls.
local meta, stream, values, turns = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local call, byte, sub = redis.call, string.byte, string.sub
local session = 's:' .. ARGV[1]
local known = call('HMGET', meta, session, 'v', 'time', 'asked', 'g')
if not known[1] then
  return {{-1}}
end
local number, seen = string.match(known[1], '^(%d+):(%d+):%d+$')
seen = tonumber(seen)
if tonumber(number) + 1 ~= tonumber(ARGV[2]) then
  return {{-1}}
end
local before = tonumber(known[2])
local lastRemoval = tonumber(known[5] or '0')
local time = math.max(tonumber(known[3] or '0'), tonumber(ARGV[6]))

local function text(n)
  return string.format('%.0f', n)
end

local function keysOf(char)
  return KEYS[5 + char - 48]
end

-- No script can hand on any number of arguments at once.
local function by1000(list, with)
  for i = 1, #list, 1000 do
    with(i, math.min(i + 999, #list))
  end
end

-- What is wanted of an entry is a number.
local function isOfTable(want)
  return byte(want) > 57
end

local function news()
  local removals, tables, flat, count, whole = {}, {}, {}, 0, true
  if lastRemoval > seen then
    removals = call('XRANGE', stream, text(seen + 1) .. '-0', '+')
    if #removals == 0 or tonumber(removals[1][2][2]) > seen then
      return nil
    end
    for _, entry in ipairs(removals) do
      count = count + #entry[2] - 2
    end
  end
  local names = {}
  for i = 5, #KEYS do
    local char = string.char(48 + i - 5)
    names[#names + 1] = 't' .. char
    names[#names + 1] = 'n' .. char
  end
  local versions = call('HMGET', meta, unpack(names))
  for i = 5, #KEYS do
    local changed, newest = versions[2 * i - 9], versions[2 * i - 8]
    if tonumber(changed or '0') > seen then
      local new = call(
        'ZRANGEBYSCORE', KEYS[i], text(seen + 1), '+inf', 'WITHSCORES', 'LIMIT', 0, MOST_NEWS + 1)
      count = count + #new / 2
      if count > MOST_NEWS then
        return nil
      end
      local entries = {}
      for j = 1, #new, 2 do
        entries[#entries + 1] = new[j]
      end
      by1000(entries, function(first, last)
        for j, value in ipairs(call('HMGET', values, unpack(entries, first, last))) do
          whole = whole and value
          flat[#flat + 1] = entries[first + j - 1]
          flat[#flat + 1] = value
        end
      end)
      tables[#tables + 1] = {i - 5, call('ZCARD', KEYS[i]), new, changed, newest or '0'}
    end
  end
  return whole and {seen, removals, tables, flat, lastRemoval}
end

local others = {}
if seen < before then
  others = news()
  if not others then
    call('HDEL', meta, session)
    return {{-1}}
  end
end

-- The versions of all that is read, asked for at once.
local versions, asked = {}, {}
local at = 8
while at <= #ARGV do
  local reads = tonumber(ARGV[at + 1])
  for i = at + 3, at + 1 + 2 * reads, 2 do
    local entry = ARGV[i]
    if not isOfTable(ARGV[i + 1]) and not versions[entry] then
      versions[entry] = 0
      local char = byte(entry)
      local entries = asked[char]
      if entries then
        entries[#entries + 1] = entry
      else
        asked[char] = {entry}
      end
    end
  end
  at = at + 3 + 2 * (reads + tonumber(ARGV[at + 2]))
end
for char, entries in pairs(asked) do
  by1000(entries, function(first, last)
    for i, version in ipairs(call('ZMSCORE', keysOf(char), unpack(entries, first, last))) do
      versions[entries[first + i - 1]] = version and tonumber(version) or 0
    end
  end)
end

-- What the calls write is kept back by table and done at once, or before a table is looked at.
local after = before
local added, removed, final, touched, empty, fields, named = {}, {}, {}, {}, {}, {}, {}

-- A key that has nothing but what was just written to it lives as long as the others.
local function isNew(key, counting, written)
  if written > 0 and call(counting, key) == written then
    call('PEXPIRE', key, ARGV[3])
  end
end

local function settle(char)
  local keys = keysOf(char)
  if removed[char] then
    local gone = {}
    for entry in pairs(removed[char]) do
      gone[#gone + 1] = entry
    end
    by1000(gone, function(first, last)
      call('ZREM', keys, unpack(gone, first, last))
    end)
    removed[char] = nil
  end
  if added[char] then
    local new = {}
    for entry, version in pairs(added[char]) do
      new[#new + 1] = version
      new[#new + 1] = entry
    end
    local fresh = 0
    by1000(new, function(first, last)
      fresh = fresh + call('ZADD', keys, unpack(new, first, last))
    end)
    added[char] = nil
    isNew(keys, 'ZCARD', fresh)
  end
end

local function changed(char)
  return touched[char] or tonumber(call('HGET', meta, 't' .. string.char(char)) or '0')
end

local function isEmpty(char)
  if empty[char] == nil then
    settle(char)
    empty[char] = call('EXISTS', keysOf(char)) == 0
  end
  return empty[char]
end

local function same(read, want)
  if not isOfTable(want) then
    return versions[read] == tonumber(want)
  end
  local char = byte(read)
  if want == 'e' then
    return isEmpty(char)
  elseif want == 'n' then
    return not isEmpty(char)
  end
  return changed(char) == tonumber(sub(want, 2))
end

local function write(what, value)
  after = after + 1
  local op, char, entry = byte(what), byte(what, 2), sub(what, 2)
  touched[char] = after
  if op == 43 or op == 42 then -- + or *
    if op == 42 then
      entry = entry .. text(after)
      fields['n' .. string.char(char)] = text(after)
    end
    added[char] = added[char] or {}
    added[char][entry] = after
    if removed[char] then
      removed[char][entry] = nil
    end
    versions[entry] = after
    final[entry] = value
    empty[char] = false
  elseif op == 45 then -- -
    lastRemoval = after
    named[#named + 1] = entry
    removed[char] = removed[char] or {}
    removed[char][entry] = true
    if added[char] then
      added[char][entry] = nil
    end
    versions[entry] = 0
    final[entry] = false
    empty[char] = nil
  else -- !
    lastRemoval = after
    named[#named + 1] = what
    settle(char)
    for _, gone in ipairs(call('ZRANGE', keysOf(char), 0, -1)) do
      final[gone] = false
    end
    call('DEL', keysOf(char))
    empty[char] = true
    for other in pairs(versions) do
      if byte(other) == char then
        versions[other] = 0
      end
    end
  end
end

local became = {}
local turn = call('GET', turns)
at = 8
while at <= #ARGV do
  local name, reads, writes = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  local first = at + 3 + 2 * reads
  local status = 1
  for i = at + 3, first - 1, 2 do
    if not same(ARGV[i], ARGV[i + 1]) then
      status = 0
      break
    end
  end
  -- Whoever has the turn is the next to write, but not for ever: it may be gone.
  if status == 1 and writes > 0 and turn and turn ~= name then
    status = 2
  elseif status == 1 and turn == name then
    call('DEL', turns)
    turn = false
  elseif status == 0 and name ~= '' and not turn then
    call('SET', turns, name, 'PX', LONGEST_TURN)
    turn = name
  end
  if status == 1 then
    for i = first, first + 2 * writes - 1, 2 do
      write(ARGV[i], ARGV[i + 1])
    end
  end
  became[#became + 1] = status
  at = first + 2 * writes
end

-- Where too many are, the oldest go, as one more change.
local evicted = {}
if after > before then
  local tables = {}
  for char in pairs(touched) do
    tables[#tables + 1] = char
  end
  for _, char in ipairs(tables) do
    settle(char)
    local over = call('ZCARD', keysOf(char)) - MOST[char - 47]
    if over > 0 then
      local popped = call('ZPOPMIN', keysOf(char), over)
      for i = 1, #popped, 2 do
        after = after + 1
        touched[char] = after
        final[popped[i]] = false
        evicted[#evicted + 1] = popped[i]
      end
    end
  end
  local set, del = {}, {}
  for entry, value in pairs(final) do
    if value then
      set[#set + 1] = entry
      set[#set + 1] = value
    else
      del[#del + 1] = entry
    end
  end
  local fresh = 0
  by1000(set, function(first, last)
    fresh = fresh + call('HSET', values, unpack(set, first, last))
  end)
  isNew(values, 'HLEN', fresh)
  by1000(del, function(first, last)
    call('HDEL', values, unpack(del, first, last))
  end)
  if #named > 0 then
    local last = known[5] or '0'
    local entries = 0
    if #named % 2 == 1 then
      named[#named + 1] = ''
    end
    by1000(named, function(first, to)
      call(
        'XADD', stream, 'MAXLEN', '~', ARGV[5], text(lastRemoval) .. '-' .. entries, 'f', last,
        unpack(named, first, to))
      last = text(lastRemoval)
      entries = entries + 1
    end)
    isNew(stream, 'XLEN', entries)
    fields['g'] = text(lastRemoval)
  end
  for char, version in pairs(touched) do
    fields['t' .. string.char(char)] = text(version)
  end
end
fields[session] = ARGV[2] .. ':' .. text(after) .. ':' .. ARGV[7]
fields['v'] = text(after)
fields['time'] = text(time)
local flat = {}
for field, value in pairs(fields) do
  flat[#flat + 1] = field
  flat[#flat + 1] = value
end
call('HSET', meta, unpack(flat))
if ARGV[4] == '1' then
  for _, key in ipairs(KEYS) do
    if key ~= turns then
      call('PEXPIRE', key, ARGV[3])
    end
  end
end
return {became, others, before, after, evicted, time, tonumber(known[4] or '0')}
