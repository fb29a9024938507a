import Testing

@Test func placeholderTraktLua() {}
