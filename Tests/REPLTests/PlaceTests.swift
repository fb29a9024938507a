import REPL
import Testing
