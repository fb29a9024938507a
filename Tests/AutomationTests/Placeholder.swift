import Testing

@Test func placeholderAutomation() {}
