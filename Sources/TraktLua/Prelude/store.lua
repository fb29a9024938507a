--- `store`: the rule's own table, which is there again in its next run.

local host = ...

return host.load("keeping").store
