import LuaSyntax
import Testing
