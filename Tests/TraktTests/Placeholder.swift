import Testing
@Test func placeholderTrakt() { }
