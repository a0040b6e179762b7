-- See ../pid.py.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")

local Pid = {}
Pid.__index = Pid
function Pid.new(p, i, d, low, high) return setmetatable({p = p, i = i, d = d, low = low, high = high, sum = 0.0}, Pid) end
function Pid:update(target, value, dt)
  local err = target - value
  local change = self.last and (value - self.last) / dt or 0.0
  self.last = value
  local total = self.sum + err * dt
  local out = self.p * err + self.i * total - self.d * change
  if out > self.high then
    out = self.high
  elseif out < self.low then
    out = self.low
  else
    self.sum = total
  end
  return out
end

local Tank = {}
Tank.__index = Tank
function Tank.new(area, outlet) return setmetatable({area = area, outlet = outlet, level = 0.0}, Tank) end
function Tank:flow() return self.outlet * self.level ^ 0.5 end
function Tank:fill(inflow, dt) self.level = math.max(0.0, self.level + (inflow - self:flow()) / self.area * dt) end

repeat_main(function(size)
  local tanks = {Tank.new(1.0, 0.3), Tank.new(1.5, 0.25), Tank.new(0.8, 0.4)}
  local pids = {Pid.new(2.0, 0.5, 0.1, 0.0, 3.0), Pid.new(1.5, 0.3, 0.2, 0.0, 3.0), Pid.new(2.5, 0.6, 0.05, 0.0, 3.0)}
  local targets = {1.0, 0.5, 0.75}
  local used, alarms, dt = 0.0, 0, 0.01
  for i = 0, size - 1 do
    if i % 2000 == 1000 then targets = {targets[2], targets[3], targets[1]} end
    local carried = 0.0
    for k = 1, 3 do
      local tank = tanks[k]
      local valve = pids[k]:update(targets[k], tank.level, dt)
      used = used + valve * dt
      tank:fill(valve + carried, dt)
      carried = 0.2 * tank:flow()
      if tank.level > targets[k] * 1.2 then alarms = alarms + 1 end
    end
  end
  local err = 0
  for k = 1, 3 do err = err + math.abs(tanks[k].level - targets[k]) end
  return string.format("%.9f %.6f %d", err, used, alarms)
end, 40900)
