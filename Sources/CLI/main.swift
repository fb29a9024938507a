print("moonreel")
