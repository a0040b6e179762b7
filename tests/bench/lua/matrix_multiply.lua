-- See ../matrix_multiply.py.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")

local function make(n, seed)
  local rows = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do
      seed = next_seed(seed)
      row[j] = (math.floor(seed / 65536) % 200 - 100) / 64
    end
    rows[i] = row
  end
  return rows
end

local function multiply(a, b)
  local n, m, p = #a, #b, #b[1]
  local result = {}
  for i = 1, n do
    local row, left = {}, a[i]
    for j = 1, p do row[j] = 0.0 end
    for k = 1, m do
      local factor, right = left[k], b[k]
      for j = 1, p do row[j] = row[j] + factor * right[j] end
    end
    result[i] = row
  end
  return result
end

local function multiply_by_columns(a, b)
  local columns, result = {}, {}
  for j = 1, #b[1] do
    columns[j] = {}
    for k = 1, #b do columns[j][k] = b[k][j] end
  end
  for i, row in ipairs(a) do
    result[i] = {}
    for j, column in ipairs(columns) do
      local total = 0.0
      for k = 1, #row do total = total + row[k] * column[k] end
      result[i][j] = total
    end
  end
  return result
end

local function determinant(a)
  local n, product = #a, 1.0
  for k = 1, n do
    local best = k
    for i = k + 1, n do
      if math.abs(a[i][k]) > math.abs(a[best][k]) then best = i end
    end
    if best ~= k then
      a[k], a[best] = a[best], a[k]
      product = -product
    end
    local pivot = a[k][k]
    product = product * pivot
    for i = k + 1, n do
      local factor, row, top = a[i][k] / pivot, a[i], a[k]
      for j = k, n do row[j] = row[j] - factor * top[j] end
    end
  end
  return product
end

repeat_main(function(size)
  local a, b = make(size, 1), make(size, 2)
  local c, other = multiply(a, b), multiply_by_columns(a, b)
  local trace, total = 0.0, 0.0
  for i = 1, size do
    trace = trace + c[i][i]
    for j = 1, size do
      assert(c[i][j] == other[i][j], "both ways add in the same order, exactly")
      total = total + c[i][j]
    end
  end
  local part = {}
  for i = 1, math.min(20, size) do
    part[i] = {}
    for j = 1, math.min(20, size) do part[i][j] = a[i][j] end
  end
  return string.format("%.6f %.6f %.9e", trace, total, determinant(part))
end, 100)
