-- See ../recursion.py.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")

local function fibonacci(n)
  if n < 2 then return n end
  return fibonacci(n - 1) + fibonacci(n - 2)
end

local function ackermann(m, n)
  if m == 0 then return n + 1 end
  if n == 0 then return ackermann(m - 1, 1) end
  return ackermann(m - 1, ackermann(m, n - 1))
end

local function hanoi(n, source, target, spare)
  if n == 0 then return 0 end
  local moves = hanoi(n - 1, source, spare, target)
  target[#target + 1] = table.remove(source)
  return moves + 1 + hanoi(n - 1, spare, target, source)
end

local function tree(depth)
  if depth == 0 then return {} end
  return {tree(depth - 1), tree(depth - 1)}
end

local function leaves(node)
  if node[1] == nil then return 1 end
  return leaves(node[1]) + leaves(node[2])
end

local is_odd
local function is_even(n)
  if n == 0 then return true end
  return (is_odd(n - 1))
end
function is_odd(n)
  if n == 0 then return false end
  return (is_even(n - 1))
end

local function depth_sum(n, total)
  if n == 0 then return total end
  return (depth_sum(n - 1, total + n))
end

repeat_main(function(size)
  local number = fibonacci(size)
  local a, b = 1, 1
  for _ = 1, size - 1 do a, b = b, a + b end
  assert(number == a, "wrong Fibonacci number")
  local stacks = {{}, {}, {}}
  for i = 0, 11 do stacks[1][i + 1] = i end
  local moves = hanoi(12, stacks[1], stacks[2], stacks[3])
  assert(moves == 4095 and #stacks[2] == 12, "wrong tower")
  local count = leaves(tree(13))
  local parity = 0
  for n = 0, 99 do if is_even(n) then parity = parity + 1 end end
  local deep = 0
  for _ = 1, 20 do deep = deep + depth_sum(500, 0) end
  return string.format("%d %d %d %d %d %d", number, ackermann(2, 60), moves, count, parity, deep)
end, 25)
