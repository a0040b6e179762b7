-- See ../n_queens.py.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")

local function place(row, n, columns, rising, falling, queens)
  if row == n then return 1 end
  local found = 0
  for column = 0, n - 1 do
    local up, down = row + column, row - column + n - 1
    if columns[column] and rising[up] and falling[down] then
      columns[column], rising[up], falling[down] = false, false, false
      queens[#queens + 1] = column
      found = found + place(row + 1, n, columns, rising, falling, queens)
      queens[#queens] = nil
      columns[column], rising[up], falling[down] = true, true, true
    end
  end
  return found
end

local function safe(queens, column)
  local row = #queens
  for r = 1, row do
    local c = queens[r]
    if c == column or math.abs(c - column) == row - (r - 1) then return false end
  end
  return true
end

local function first_solution(n)
  local function solve(queens)
    if #queens == n then coroutine.yield(queens) return end
    for column = 0, n - 1 do
      if safe(queens, column) then
        local longer = {}
        for i = 1, #queens do longer[i] = queens[i] end
        longer[#longer + 1] = column
        solve(longer)
      end
    end
  end
  return coroutine.wrap(function() solve({}) end)()
end

local function all_true(from, to)
  local t = {}
  for i = from, to do t[i] = true end
  return t
end

repeat_main(function(size)
  local count = place(0, size, all_true(0, size - 1), all_true(0, 2 * size - 2), all_true(0, 2 * size - 2), {})
  local first = first_solution(size)
  return string.format("%d queens: %d solutions, first %s", size, count,
                       first and "(" .. table.concat(first, ", ") .. ")" or "None")
end, 11)
