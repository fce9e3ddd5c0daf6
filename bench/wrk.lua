-- Sends whole requests from a file, one after another, and says what wrk saw as one line of JSON.
-- Arguments: the file, with a NUL byte between requests; and requests a second, or 0 for as many as there can be.
local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long microseconds; } bench_time;
  int gettimeofday(bench_time *, void *);
]]

local time = ffi.new("bench_time")
local requests, at = {}, 0

local function now() -- milliseconds
  ffi.C.gettimeofday(time, nil)
  return tonumber(time.seconds) * 1000 + tonumber(time.microseconds) / 1000
end

-- Each request has its moment, whenever the one before was answered; the connection that is free next waits for it.
-- wrk waits for whole milliseconds: which of the two nearest is drawn, so that on average there is no error.
local function pace(rate)
  local due
  function delay()
    local here = now()
    due = (due or here) + 1000 / rate
    return math.max(0, math.floor(due - here + math.random()))
  end
end

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  for request in file:read("*a"):gmatch("[^%z]+") do
    requests[#requests + 1] = request
  end
  file:close()
  local rate = tonumber(arguments[2])
  if rate > 0 then
    pace(rate)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

-- Latencies are in microseconds.
function done(summary, latency)
  local it = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "bytes": %d, "p50": %d, "p99": %d, "errors": %d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    it.connect + it.read + it.write + it.status + it.timeout))
end
