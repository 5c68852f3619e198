-- Load for wrk: POSTs one JSON-RPC request after another, each with an id of its own, and prints one line of JSON at the end.
-- Usage: wrk ... -s calls.lua URL -- FILE, where FILE holds header lines, an empty line, and the body with @ID@ where the id goes.

local before, after, next_id = "", "", 0

function init(arguments)
  local file = assert(io.open(arguments[1], "r"))
  for line in file:lines() do
    if line == "" then break end
    local name, value = line:match("^([^:]+):%s*(.*)$")
    wrk.headers[name] = value
  end
  local body = file:read("*a")
  file:close()
  local from, to = body:find("@ID@", 1, true)
  before, after = body:sub(1, from - 1), body:sub(to + 1)
  wrk.method = "POST"
end

function request()
  next_id = next_id + 1
  return wrk.format(nil, nil, nil, before .. next_id .. after)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests":%d,"seconds":%.6f,"p50":%.1f,"p99":%.1f,"longest":%.1f,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99), latency.max,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
