import ArgumentParser
enum CommandsPlaceholder: String, EnumerableFlag { case a }
