-- See ../crc32.py.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")
local bit = require("bit")
local band, bxor, rshift, bor, lshift = bit.band, bit.bxor, bit.rshift, bit.bor, bit.lshift
local POLYNOMIAL = bit.tobit(0xedb88320)

local function make_tables()
  local first = {}
  for n = 0, 255 do
    local crc = n
    for _ = 1, 8 do crc = bxor(rshift(crc, 1), band(crc, 1) ~= 0 and POLYNOMIAL or 0) end
    first[n] = crc
  end
  local tables = {first}
  for k = 2, 4 do
    local previous, fresh = tables[k - 1], {}
    for n = 0, 255 do fresh[n] = bxor(first[band(previous[n], 255)], rshift(previous[n], 8)) end
    tables[k] = fresh
  end
  return tables
end

local function by_bits(data, n)
  local crc = -1
  for i = 0, n - 1 do
    crc = bxor(crc, data[i])
    for _ = 1, 8 do crc = bxor(rshift(crc, 1), band(crc, 1) ~= 0 and POLYNOMIAL or 0) end
  end
  return bxor(crc, -1)
end

local function by_bytes(data, n, t)
  local crc = -1
  for i = 0, n - 1 do crc = bxor(t[band(bxor(crc, data[i]), 255)], rshift(crc, 8)) end
  return bxor(crc, -1)
end

local function by_words(data, n, tables)
  local t0, t1, t2, t3 = tables[1], tables[2], tables[3], tables[4]
  local crc, whole = -1, n - n % 4
  for i = 0, whole - 1, 4 do
    crc = bxor(crc, bor(data[i], lshift(data[i + 1], 8), lshift(data[i + 2], 16), lshift(data[i + 3], 24)))
    crc = bxor(t3[band(crc, 255)], t2[band(rshift(crc, 8), 255)], t1[band(rshift(crc, 16), 255)], t0[rshift(crc, 24)])
  end
  for i = whole, n - 1 do crc = bxor(t0[band(bxor(crc, data[i]), 255)], rshift(crc, 8)) end
  return bxor(crc, -1)
end

repeat_main(function(size)
  local tables, data, seed = make_tables(), {}, 1
  for i = 0, size - 1 do
    seed = next_seed(seed)
    data[i] = math.floor(seed / 65536) % 256
  end
  local a, b, c = by_bits(data, math.floor(size / 4)), by_bytes(data, size, tables[1]), by_words(data, size, tables)
  assert(b == c, "the two ways differ")
  return bit.tohex(a) .. " " .. bit.tohex(b)
end, 200000)
