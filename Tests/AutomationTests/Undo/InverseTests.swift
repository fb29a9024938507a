import Testing
import Trakt

@testable import Automation

@Suite("Undoing: what each endpoint needs")
struct InverseTests {
    @Test("Of every endpoint that writes somebody said how it is taken back, or why it is not")
    func complete() {
        for endpoint in Catalogue.all where endpoint.isWrite { #expect(Inverse.isKnown(endpoint), "\(endpoint.id)") }
    }

    @Test("Whatever puts things somewhere or takes them away is read as such")
    func holdings() throws {
        for endpoint in Catalogue.all where endpoint.isWrite && Inverse(of: endpoint) == .holding {
            let call = try endpoint.call(endpoint.example)
            let change = try #require(Holding.change(by: call), "\(endpoint.id)")
            #expect(!change.items.isEmpty, "\(endpoint.id)")
        }
    }
}
