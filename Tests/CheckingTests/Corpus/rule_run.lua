return {
  schedule = { cron = "0 0 31 2 *" }, --> schedule
  options = "none", --> options
  run = "later", --> rule-run
}
