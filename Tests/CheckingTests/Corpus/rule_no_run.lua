return { --> rule-run
  schedule = "every 6h",
  writes = "lists", --> writes
}
