-- See ../sha256.py: the constants are computed with whole doubles, by the digits of the root.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")
local bit = require("bit")
local band, bxor, bnot, ror, rshift, tobit = bit.band, bit.bxor, bit.bnot, bit.ror, bit.rshift, bit.tobit

-- floor(fraction(p ^ (1 / power)) * 2 ^ 32), exactly: one bit at a time, with numbers as lists of 16-bit digits.
local function multiply(a, b)
  local out = {}
  for i = 1, #a + #b do out[i] = 0 end
  for i = 1, #a do
    local carry = 0
    for j = 1, #b do
      local x = out[i + j - 1] + a[i] * b[j] + carry
      out[i + j - 1] = x % 65536
      carry = math.floor(x / 65536)
    end
    out[i + #b] = out[i + #b] + carry
  end
  return out
end

local function at_most(a, b)
  for i = math.max(#a, #b), 1, -1 do
    local x, y = a[i] or 0, b[i] or 0
    if x ~= y then return x < y end
  end
  return true
end

local function fraction_of_root(p, power)
  local wanted = {}
  for i = 1, 2 * power do wanted[i] = 0 end
  wanted[2 * power + 1] = p
  local root = 0
  for k = 40, 0, -1 do
    local guess = root + 2 ^ k
    local digits = {guess % 65536, math.floor(guess / 65536) % 65536, math.floor(guess / 4294967296)}
    local product = digits
    for _ = 2, power do product = multiply(product, digits) end
    if at_most(product, wanted) then root = guess end
  end
  return tobit(root % 4294967296)
end

local ROUNDS, START = {}, {}
do
  local found, n = {}, 2
  while #found < 64 do
    local prime = true
    for _, p in ipairs(found) do if n % p == 0 then prime = false break end end
    if prime then found[#found + 1] = n end
    n = n + 1
  end
  for i, p in ipairs(found) do
    ROUNDS[i] = fraction_of_root(p, 3)
    if i <= 8 then START[i] = fraction_of_root(p, 2) end
  end
end

local function compress(state, block)
  local w = {}
  for i = 1, 16 do
    local a, b, c, d = block:byte(4 * i - 3, 4 * i)
    w[i] = tobit(a * 16777216 + b * 65536 + c * 256 + d)
  end
  for i = 17, 64 do
    local x, y = w[i - 15], w[i - 2]
    local s0 = bxor(ror(x, 7), ror(x, 18), rshift(x, 3))
    local s1 = bxor(ror(y, 17), ror(y, 19), rshift(y, 10))
    w[i] = tobit(w[i - 16] + s0 + w[i - 7] + s1)
  end
  local a, b, c, d, e, f, g, h = unpack(state)
  for i = 1, 64 do
    local s1 = bxor(ror(e, 6), ror(e, 11), ror(e, 25))
    local choice = bxor(band(e, f), band(bnot(e), g))
    local one = tobit(h + s1 + choice + ROUNDS[i] + w[i])
    local s0 = bxor(ror(a, 2), ror(a, 13), ror(a, 22))
    local majority = bxor(band(a, b), band(a, c), band(b, c))
    h, g, f, e, d, c, b, a = g, f, e, tobit(d + one), c, b, a, tobit(one + s0 + majority)
  end
  return {tobit(state[1] + a), tobit(state[2] + b), tobit(state[3] + c), tobit(state[4] + d), tobit(state[5] + e),
          tobit(state[6] + f), tobit(state[7] + g), tobit(state[8] + h)}
end

local function sha256(data)
  local bits = 8 * #data
  local tail = {}
  for i = 7, 0, -1 do tail[#tail + 1] = string.char(math.floor(bits / 256 ^ i) % 256) end
  local padded = data .. "\128" .. string.rep("\0", (55 - #data) % 64) .. table.concat(tail)
  local state = START
  for at = 1, #padded, 64 do state = compress(state, padded:sub(at, at + 63)) end
  local out = {}
  for i = 1, 8 do out[i] = bit.tohex(state[i]) end
  return table.concat(out)
end

repeat_main(function(size)
  assert(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  local bytes = {}
  for i = 0, size - 1 do bytes[i + 1] = string.char(i * 7 % 256) end
  return sha256(table.concat(bytes))
end, 40000)
