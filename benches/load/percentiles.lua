-- One line at the end of a run of wrk.
function done(summary, latency, _)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    print(string.format("%8.0f requests/s   p50 %7.1f ms   p95 %7.1f ms   errors %d",
        summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, failed))
end
