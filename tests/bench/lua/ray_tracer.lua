-- See ../ray_tracer.py.
dofile((arg[0]:match(".*/") or "") .. "measured.lua")

local Vector = {}
Vector.__index = Vector
local function vector(x, y, z) return setmetatable({x = x, y = y, z = z}, Vector) end
function Vector.__add(a, b) return vector(a.x + b.x, a.y + b.y, a.z + b.z) end
function Vector.__sub(a, b) return vector(a.x - b.x, a.y - b.y, a.z - b.z) end
function Vector:scale(factor) return vector(self.x * factor, self.y * factor, self.z * factor) end
function Vector:dot(other) return self.x * other.x + self.y * other.y + self.z * other.z end
function Vector:unit() return self:scale(1.0 / math.sqrt(self:dot(self))) end

local Sphere = {}
Sphere.__index = Sphere
function Sphere:hit(origin, direction)
  local away = origin - self.center
  local b = away:dot(direction)
  local square = b * b - away:dot(away) + self.radius * self.radius
  if square < 0.0 then return nil end
  local root = math.sqrt(square)
  if -b - root > 1e-4 then return -b - root end
  if -b + root > 1e-4 then return -b + root end
  return nil
end
function Sphere:normal(point) return (point - self.center):unit() end

local Floor = {color = vector(0.6, 0.6, 0.5), shine = 0.1}
Floor.__index = Floor
function Floor:hit(origin, direction)
  if direction.y >= -1e-6 then return nil end
  local distance = -(origin.y + 1.0) / direction.y
  return distance > 1e-4 and distance or nil
end
function Floor:normal() return vector(0.0, 1.0, 0.0) end

local Scene = {}
Scene.__index = Scene
function Scene:nearest(origin, direction)
  self.rays = self.rays + 1
  local best, found = 1e30, nil
  for _, thing in ipairs(self.things) do
    local distance = thing:hit(origin, direction)
    if distance and distance < best then best, found = distance, thing end
  end
  return best, found
end
function Scene:trace(origin, direction, depth)
  local distance, thing = self:nearest(origin, direction)
  if not thing then return vector(0.2, 0.3, 0.5):scale(0.5 * (direction.y + 1.0)) end
  local point = origin + direction:scale(distance)
  local normal = thing:normal(point)
  local to_light = (self.light - point):unit()
  local bright = math.max(0.0, normal:dot(to_light))
  if bright > 0.0 then
    local _, shadow = self:nearest(point, to_light)
    if shadow then bright = 0.0 end
  end
  local color = thing.color:scale(0.15 + 0.85 * bright)
  if depth > 0 and thing.shine ~= 0 then
    local mirrored = direction - normal:scale(2.0 * normal:dot(direction))
    color = color:scale(1.0 - thing.shine) + self:trace(point, mirrored, depth - 1):scale(thing.shine)
  end
  return color
end

repeat_main(function(size)
  local scene = setmetatable({light = vector(5.0, 8.0, -6.0), things = {setmetatable({}, Floor)}, rays = 0}, Scene)
  for i = 0, 4 do
    scene.things[i + 2] = setmetatable({
      center = vector(-2.4 + 1.2 * i, -0.4 + 0.3 * (i % 3), 3.0 + 0.5 * (i % 2)), radius = 0.6,
      color = vector(0.9 - 0.15 * i, 0.3, 0.2 + 0.15 * i), shine = 0.3}, Sphere)
  end
  local digest, total = 0, vector(0.0, 0.0, 0.0)
  for y = 0, size - 1 do
    for x = 0, size - 1 do
      local direction = vector((x - size / 2) / size, (size / 2 - y) / size, 0.8):unit()
      local color = scene:trace(vector(0.0, 0.2, -2.0), direction, 2)
      total = total + color
      digest = (digest * 31 + math.floor(color.x * 255.99) * 7 + math.floor(color.z * 255.99)) % 1000000007
    end
  end
  return string.format("%.6f %.6f %.6f, %d rays, digest %d", total.x, total.y, total.z, scene.rays, digest)
end, 100)
