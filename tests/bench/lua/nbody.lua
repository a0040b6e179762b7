-- See ../nbody.py.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")

local SOLAR_MASS = 4 * 3.141592653589793 * 3.141592653589793
local YEAR = 365.24

local function make_bodies()
  local sun = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SOLAR_MASS}
  local planets = {
    {4.8414314424647209, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609},
    {8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411021, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812},
    {12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298},
    {15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451},
  }
  local bodies = {sun}
  for _, p in ipairs(planets) do
    bodies[#bodies + 1] = {p[1], p[2], p[3], p[4] * YEAR, p[5] * YEAR, p[6] * YEAR, p[7] * SOLAR_MASS}
  end
  for axis = 4, 6 do
    local momentum = 0.0
    for _, body in ipairs(bodies) do momentum = momentum + body[axis] * body[7] end
    sun[axis] = -momentum / SOLAR_MASS
  end
  return bodies
end

local function advance(bodies, dt, steps)
  local count = #bodies
  for _ = 1, steps do
    for i = 1, count do
      local a = bodies[i]
      local ax, ay, az, amass = a[1], a[2], a[3], a[7]
      local vx, vy, vz = a[4], a[5], a[6]
      for j = i + 1, count do
        local b = bodies[j]
        local dx, dy, dz = ax - b[1], ay - b[2], az - b[3]
        local square = dx * dx + dy * dy + dz * dz
        local force = dt / (square * math.sqrt(square))
        local pull = b[7] * force
        vx = vx - dx * pull
        vy = vy - dy * pull
        vz = vz - dz * pull
        local push = amass * force
        b[4] = b[4] + dx * push
        b[5] = b[5] + dy * push
        b[6] = b[6] + dz * push
      end
      a[4], a[5], a[6] = vx, vy, vz
    end
    for _, body in ipairs(bodies) do
      body[1] = body[1] + dt * body[4]
      body[2] = body[2] + dt * body[5]
      body[3] = body[3] + dt * body[6]
    end
  end
end

local function energy(bodies)
  local total = 0.0
  for i, a in ipairs(bodies) do
    total = total + 0.5 * a[7] * (a[4] * a[4] + a[5] * a[5] + a[6] * a[6])
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a[1] - b[1], a[2] - b[2], a[3] - b[3]
      total = total - a[7] * b[7] / math.sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return total
end

-- The shortest text that reads back as the same number, as Python's repr.
local function shortest(x)
  for digits = 1, 17 do
    local text = string.format("%." .. digits .. "g", x)
    if tonumber(text) == x then return text end
  end
end

repeat_main(function(size)
  local bodies = make_bodies()
  local before = energy(bodies)
  advance(bodies, 0.001, size)
  local after = energy(bodies)
  assert(math.abs(after - before) < 1e-4, "energy is not conserved")
  return string.format("%.9f %.9f %s", before, after, shortest(bodies[2][1]))
end, 50000)
