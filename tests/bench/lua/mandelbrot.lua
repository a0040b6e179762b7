-- See ../mandelbrot.py.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")

local LIMIT = 50

local function row(y, size)
  local ci = 2.0 * y / size - 1.0
  local inside, rounds = 0, 0
  for x = 0, size - 1 do
    local cr = 2.0 * x / size - 1.5
    local zr, zi, tr, ti, n = 0.0, 0.0, 0.0, 0.0, 0
    while n < LIMIT and tr + ti <= 4.0 do
      zi = 2.0 * zr * zi + ci
      zr = tr - ti + cr
      tr = zr * zr
      ti = zi * zi
      n = n + 1
    end
    if n == LIMIT then inside = inside + 1 else rounds = rounds + n end
  end
  return inside, rounds
end

repeat_main(function(size)
  local inside, rounds, digest = 0, 0, 0
  for y = 0, size - 1 do
    local a, b = row(y, size)
    inside = inside + a
    rounds = rounds + b
    digest = (digest * 31 + a * 7 + b) % 1000000007
  end
  return string.format("%d inside, %d rounds, digest %d", inside, rounds, digest)
end, 250)
