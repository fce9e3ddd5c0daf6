-- wrk's figures as one line of JSON, the last it prints. Latencies are in microseconds.
function done(summary, latency, requests)
  local it = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "errors": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    it.connect + it.read + it.write + it.status + it.timeout))
end
