import Testing
@Test func placeholderTraktSandbox() { }
