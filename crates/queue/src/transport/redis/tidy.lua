-- Forgets bells that were answered: apalis keeps them for ever. Also lets the worker's description expire some
-- while after the worker. Answers how many bells it forgot.
-- KEYS: the done set, the dead set, the data hash, the prefix of the meta hashes, the worker's description.
-- ARGV: at most how many of each set, seconds that a description is kept.
local forgotten = 0
for _, ended in ipairs({KEYS[1], KEYS[2]}) do
    local bells = redis.call('SPOP', ended, ARGV[1])
    for _, bell in ipairs(bells) do
        redis.call('HDEL', KEYS[3], bell)
        redis.call('DEL', KEYS[4] .. ':' .. bell)
    end
    forgotten = forgotten + #bells
end
redis.call('EXPIRE', KEYS[5], ARGV[2])
return forgotten
