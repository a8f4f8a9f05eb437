-- Lets the next worker have what an apalis worker took and did not answer, and forgets that worker.
-- KEYS: what it holds, the waiting list, all workers, its description, the data hash. ARGV: its name.
for _, bell in ipairs(redis.call('SMEMBERS', KEYS[1])) do
    if redis.call('HEXISTS', KEYS[5], bell) == 1 then
        redis.call('LPUSH', KEYS[2], bell)
    end
end
redis.call('DEL', KEYS[1], KEYS[4])
return redis.call('ZREM', KEYS[3], ARGV[1])
