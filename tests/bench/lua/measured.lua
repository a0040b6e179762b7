-- What every program here ends with, as ../measured.py: size and repetitions from the command line, seconds to standard error.
function repeat_main(main, default_size)
  local size = tonumber(arg[1] or default_size)
  local repetitions = tonumber(arg[2] or 1)
  local first
  for _ = 1, repetitions do
    local begin = os.clock()
    local result = main(size)
    local seconds = os.clock() - begin
    first = first or result
    assert(result == first, "a repetition gave another result")
    if arg[2] then io.stderr:write(string.format("%.6f %.6f\n", seconds, seconds)) end
  end
  print(first)
end

-- The random numbers of the Python programs: (seed * 1103515245 + 12345) % 2 ^ 31, exact in doubles by halves.
function next_seed(seed)
  local high = math.floor(seed / 65536)
  local low = seed % 65536
  return ((high * 1103515245 % 32768) * 65536 + low * 1103515245 + 12345) % 2147483648
end
