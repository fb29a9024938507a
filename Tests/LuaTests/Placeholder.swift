import Testing
import Subprocess
@Test func placeholderLua() async throws { }
