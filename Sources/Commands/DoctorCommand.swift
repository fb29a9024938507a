internal import ArgumentParser
internal import Foundation
internal import Trakt

/// `moonreel doctor`: why it does not work, and what to do.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Find out why something does not work.",
        discussion: """
            Looks at the program, its files, the way to Trakt, the app and the account, and says what is wrong and what \
            to do about it.

              moonreel doctor
              moonreel doctor --account work --user sean

            Exit status: 0 all is well, 1 something is wrong on this machine, 3 Trakt cannot be reached or refuses.
            """)

    @Option(help: ArgumentHelp("The account to try.", valueName: "name"), completion: .account)
    var account: String?

    @Option(
        help: ArgumentHelp("Somebody whose things cannot be read; tells whether they are private.", valueName: "slug"))
    var user: String?

    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() async throws {
        try await commanded {
            let seen = await withTransport { transport in
                await Examination(
                    environment: ProcessInfo.processInfo.environment, flags: account.map { [.account: $0] } ?? [:],
                    otherUser: user, transport: transport
                ).observations()
            }
            try Task.checkCancellation()
            let findings = Diagnosis.findings(seen)
            if json {
                Terminal.output(JSONValue.array(findings.map(\.document)).encodedText)
            } else {
                for line in findings.flatMap(\.lines) { Terminal.print(line) }
            }
            if findings.status != .done { throw findings.status.code }
        }
    }
}
