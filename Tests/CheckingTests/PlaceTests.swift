import Checking
import Testing
