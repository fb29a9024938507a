local x = 1
if x the --> syntax
  print(x)
end
print('half) --> syntax
local y = = 2 --> syntax
