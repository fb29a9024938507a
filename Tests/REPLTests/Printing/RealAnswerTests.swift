import Foundation
import REPL
import TestSupport
import Testing
import Trakt
import TraktLua

@Suite("What Trakt answers, on a terminal")
struct RealAnswerTests {
    /// 10:00 UTC on 23 November 2026: the examples of the catalogue ask for the week before.
    private static let now = Date(timeIntervalSince1970: 1_795_428_000)

    @Test("Every answer of every endpoint that reads fits, at any width, and an array of things is a table")
    func fits() async throws {
        try await withStage(now: Self.now, isVIP: true) { stage in
            for endpoint in Catalogue.all where !endpoint.isWrite && endpoint.host == .api {
                let run = try await stage.run("return \(endpoint.luaExample)", now: Self.now)
                let value = LuaValue(answer: try run.value)
                for width in [20, 44, 80, 140] {
                    let lines = ValuePrinter(width: width, height: 24).lines(of: value)
                    // The last line may have to be broken.
                    #expect(lines.count <= 26, "\(endpoint.id)")
                    for line in lines { #expect(line.width <= width, "\(endpoint.id): \(line.text)") }
                }
            }
        }
    }
}

extension LuaValue {
    /// An answer as a script has it: a member that is null is not there.
    fileprivate init(answer: JSONValue) {
        switch answer {
        case .array(let items): self = .table(LuaTable(items: items.map { LuaValue(answer: $0) }))
        case .object(let members):
            let present = members.filter { !$0.value.isNull }.sorted { $0.key < $1.key }
            self = .table(
                LuaTable(
                    members: present.map { LuaTable.Member(.string(LuaString($0.key)), LuaValue(answer: $0.value)) }))
        default: self.init(wire: answer)
        }
    }
}
