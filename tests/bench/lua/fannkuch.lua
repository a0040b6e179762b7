-- See ../fannkuch.py.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")

local function fannkuch(n)
  local permutation, work, count = {}, {}, {}
  for i = 0, n - 1 do permutation[i] = i; count[i] = 0 end
  local most_flips, checksum, sign, r = 0, 0, 1, n
  while true do
    while r ~= 1 do
      count[r - 1] = r
      r = r - 1
    end
    if permutation[0] ~= 0 then
      for i = 0, n - 1 do work[i] = permutation[i] end
      local flips = 0
      local top = work[0]
      while top ~= 0 do
        local low, high = 0, top
        while low < high do
          work[low], work[high] = work[high], work[low]
          low = low + 1
          high = high - 1
        end
        flips = flips + 1
        top = work[0]
      end
      if flips > most_flips then most_flips = flips end
      checksum = checksum + sign * flips
    end
    sign = -sign
    while true do
      if r == n then return checksum, most_flips end
      local bottom = permutation[0]
      for i = 0, r - 1 do permutation[i] = permutation[i + 1] end
      permutation[r] = bottom
      count[r] = count[r] - 1
      if count[r] > 0 then break end
      r = r + 1
    end
  end
end

repeat_main(function(size)
  local checksum, flips = fannkuch(size)
  return string.format("checksum %d, Pfannkuchen(%d) = %d", checksum, size, flips)
end, 9)
