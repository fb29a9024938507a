package import struct Foundation.Date

/// A sandbox without a socket, for a program that has it in its own time.
package struct SandboxDoor: Sendable {
    /// What comes back, and how.
    package struct Answer: Sendable {
        package var status: Int
        package var headers: [(name: String, value: String)]
        package var body: [UInt8]
        package var delivery: Delivery
        /// How late it comes.
        package var delay: Duration
    }

    let sandbox: Sandbox
    private let panel: ControlPanel
    private let overview: Overview

    init(_ sandbox: Sandbox, _ info: SandboxInfo) {
        self.sandbox = sandbox
        panel = ControlPanel(sandbox: sandbox, info: info)
        overview = Overview(sandbox: sandbox)
    }

    /// Makes a sandbox; `now` is the time outside, by which its own clock runs and calls are limited.
    package init(_ configuration: SandboxConfiguration, now: @escaping @Sendable () -> Date) throws {
        let sandbox = try Sandbox(configuration) { Timestamp(now()) }
        self.init(sandbox, SandboxInfo(sandbox, address: "http://sandbox.invalid"))
    }

    /// A sandbox that begins as this one is now, and goes on by another clock.
    package func twin(now: @escaping @Sendable () -> Date) throws -> SandboxDoor {
        SandboxDoor(try sandbox.twin { Timestamp(now()) }, panel.info)
    }

    package var info: SandboxInfo { panel.info }

    /// The sandbox's now.
    package var now: Date { sandbox.now.date }

    /// Answers a call; one below `/_sandbox` is its own.
    package func answer(method: String, target: String, headers: [String: String] = [:], body: [UInt8] = []) -> Answer {
        var names: [String: String] = [:]
        for (name, value) in headers { names[name.lowercased()] = value }
        let reply = reply(to: Call(method: method, target: target, headers: names, body: body))
        var fields = reply.answer.headers
        if let type = reply.answer.contentType { fields.append(("content-type", type)) }
        if !fields.contains(where: { $0.name.lowercased() == "date" }) {
            fields.append(("date", sandbox.now.httpDate))
        }
        return Answer(
            status: reply.answer.status, headers: fields, body: reply.answer.bytes, delivery: reply.delivery,
            delay: .milliseconds(reply.delayMilliseconds))
    }

    func reply(to call: Call) -> Sandbox.Reply {
        ownAnswer(to: call).map { Sandbox.Reply(answer: $0) } ?? sandbox.reply(to: call)
    }

    /// What is no part of Trakt: the page about everything, and the control panel.
    private func ownAnswer(to call: Call) -> TraktSandbox.Answer? {
        switch call.segments.first {
        case nil where call.method == "GET" || call.method == "HEAD": overview.page(call)
        case "_sandbox" where call.segments == ["_sandbox", "overview"]: overview.fragment(call)
        case "_sandbox": panel.answer(call)
        default: nil
        }
    }
}
