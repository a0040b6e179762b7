-- See ../fft.py: the recursive half works on pairs of numbers, as Lua has no complex ones.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")

local function recursive(re, im, n)
  if n == 1 then return re, im end
  local half = n / 2
  local er, ei, odr, odi = {}, {}, {}, {}
  for k = 0, half - 1 do
    er[k], ei[k], odr[k], odi[k] = re[2 * k], im[2 * k], re[2 * k + 1], im[2 * k + 1]
  end
  er, ei = recursive(er, ei, half)
  odr, odi = recursive(odr, odi, half)
  local outr, outi = {}, {}
  for k = 0, half - 1 do
    local angle = -2 * math.pi * k / n
    local c, s = math.cos(angle), math.sin(angle)
    local tr, ti = c * odr[k] - s * odi[k], c * odi[k] + s * odr[k]
    outr[k], outi[k] = er[k] + tr, ei[k] + ti
    outr[k + half], outi[k + half] = er[k] - tr, ei[k] - ti
  end
  return outr, outi
end

local function in_place(re, im, n, direction)
  local bits = {}
  for i = 1, n - 1 do
    local j, rest, bit = 0, i, n / 2
    while rest > 0 do
      if rest % 2 == 1 then j = j + bit end
      rest = math.floor(rest / 2)
      bit = bit / 2
    end
    bits[i] = j
  end
  for i = 1, n - 1 do
    local j = bits[i]
    if i < j then
      re[i], re[j] = re[j], re[i]
      im[i], im[j] = im[j], im[i]
    end
  end
  local width = 2
  while width <= n do
    local angle = direction * 2 * math.pi / width
    local half = width / 2
    for k = 0, half - 1 do
      local c, s = math.cos(angle * k), math.sin(angle * k)
      for i = k, n - 1, width do
        local j = i + half
        local tr = c * re[j] - s * im[j]
        local ti = c * im[j] + s * re[j]
        re[j] = re[i] - tr
        im[j] = im[i] - ti
        re[i] = re[i] + tr
        im[i] = im[i] + ti
      end
    end
    width = width * 2
  end
end

repeat_main(function(size)
  local signal, re, im, sr, si = {}, {}, {}, {}, {}
  for i = 0, size - 1 do
    signal[i] = math.sin(0.1 * i) + 0.5 * math.sin(0.37 * i + 1) + (i % 7) / 7
    re[i], im[i], sr[i], si[i] = signal[i], 0.0, signal[i], 0.0
  end
  in_place(re, im, size, -1)
  sr, si = recursive(sr, si, size / 4)
  local power, best, peak = 0.0, 0, 0.0
  for k = 1, size / 2 - 1 do
    local p = re[k] * re[k] + im[k] * im[k]
    power = power + p
    if p > peak then best, peak = k, p end
  end
  local coarse, most = 0, -1.0
  for k = 1, size / 8 - 1 do
    local p = sr[k] * sr[k] + si[k] * si[k]
    if p >= most then coarse, most = k, p end
  end
  in_place(re, im, size, 1)
  for i = 0, size - 1 do
    assert(math.abs(re[i] / size - signal[i]) < 1e-9 and math.abs(im[i] / size) < 1e-9, "does not come back")
  end
  return string.format("%d %d %.6f %.6f", best, coarse, power, peak)
end, 16384)
