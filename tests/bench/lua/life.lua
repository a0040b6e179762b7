-- See ../life.py: a cell of the endless plane is one number instead of a tuple.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")

local function step(board, width, height)
  local out = {}
  for y = 0, height - 1 do
    local above, row, below = board[(y - 1) % height], board[y], board[(y + 1) % height]
    local fresh = {}
    for x = 0, width - 1 do
      local left, right = (x - 1) % width, (x + 1) % width
      local n = above[left] + above[x] + above[right] + row[left] + row[right] + below[left] + below[x] + below[right]
      fresh[x] = (n == 3 or n == 2 and row[x] == 1) and 1 or 0
    end
    out[y] = fresh
  end
  return out
end

local WIDE = 4096
local function place(x, y) return (y + 2048) * WIDE + x + 2048 end

local function plane_step(alive)
  local counts = {}
  for at in pairs(alive) do
    for dy = -1, 1 do
      for dx = -1, 1 do
        if dx ~= 0 or dy ~= 0 then
          local near = at + dy * WIDE + dx
          counts[near] = (counts[near] or 0) + 1
        end
      end
    end
  end
  local out = {}
  for at, n in pairs(counts) do
    if n == 3 or n == 2 and alive[at] then out[at] = true end
  end
  return out
end

local function size_of(set)
  local n = 0
  for _ in pairs(set) do n = n + 1 end
  return n
end

repeat_main(function(size)
  local board, seed = {}, 8
  for y = 0, size - 1 do
    board[y] = {}
    for x = 0, size - 1 do
      seed = next_seed(seed)
      board[y][x] = math.floor(seed / 65536) % 3 == 0 and 1 or 0
    end
  end
  for _ = 1, 30 do board = step(board, size, size) end
  local count, digest = 0, 0
  for y = 0, size - 1 do
    for x = 0, size - 1 do
      count = count + board[y][x]
      digest = (digest * 2 + board[y][x]) % 1000000007
    end
  end
  local glider = {{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}}
  local alive = {}
  for _, cell in ipairs(glider) do alive[place(cell[1], cell[2])] = true end
  for _ = 1, 40 do alive = plane_step(alive) end
  assert(size_of(alive) == 5)
  for _, cell in ipairs(glider) do assert(alive[place(cell[1] + 10, cell[2] + 10)], "the glider went astray") end
  local pentomino = {}
  for _, cell in ipairs({{1, 0}, {2, 0}, {0, 1}, {1, 1}, {1, 2}}) do pentomino[place(cell[1], cell[2])] = true end
  for _ = 1, size do pentomino = plane_step(pentomino) end
  return string.format("%d alive, digest %d, %d", count, digest, size_of(pentomino))
end, 100)
