import LineEditing
import Testing

@Suite struct StyleTests {
    @Test func aStyledPartKeepsItsPlaceAndItsStyle() {
        let part = StyledRange(2..<5, .keyword)
        #expect(part.range == 2..<5)
        #expect(part.style == .keyword)
    }
}
