-- See ../spectral_norm.py.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")

local function element(i, j)
  local s = i + j
  return 1.0 / (s * (s + 1) / 2 + i + 1)
end

local function times(v, out, n)
  for i = 0, n - 1 do
    local total = 0.0
    for j = 0, n - 1 do total = total + element(i, j) * v[j] end
    out[i] = total
  end
end

local function transposed_times(v, out, n)
  for i = 0, n - 1 do
    local total = 0.0
    for j = 0, n - 1 do total = total + element(j, i) * v[j] end
    out[i] = total
  end
end

repeat_main(function(size)
  local u, v, middle = {}, {}, {}
  for i = 0, size - 1 do u[i], v[i], middle[i] = 1.0, 0.0, 0.0 end
  for _ = 1, 10 do
    times(u, middle, size)
    transposed_times(middle, v, size)
    times(v, middle, size)
    transposed_times(middle, u, size)
  end
  local uv, vv = 0.0, 0.0
  for i = 0, size - 1 do
    uv = uv + u[i] * v[i]
    vv = vv + v[i] * v[i]
  end
  return string.format("%.9f", (uv / vv) ^ 0.5)
end, 200)
