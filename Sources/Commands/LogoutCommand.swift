internal import ArgumentParser
internal import Storage
internal import Trakt

/// `moonreel logout`: signs an account out, at Trakt and here.
struct LogoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Sign an account out.",
        discussion: """
            Tells Trakt to end the account's tokens, then forgets them. When Trakt cannot be told, nothing is forgotten, \
            so that it can be tried again; --force forgets them all the same.

              moonreel logout --account work
            """)

    @Option(
        help: ArgumentHelp("The account; may be left out when there is one.", valueName: "name"), completion: .account)
    var account: String?

    @Flag(help: "Forget the account here also when Trakt cannot be told.")
    var force = false

    func run() async throws {
        try await commanded {
            let settings = try Settings.current(flags: account.map { [.account: $0] } ?? [:])
            guard let file = try settings.accountFile(in: try settings.accountDirectory()) else {
                throw SignInError.signedOut
            }
            let outcome: SignOut.Outcome
            do {
                outcome = try await withTransport { transport in
                    try await SignOut(file: file, settings: settings, transport: transport, isForced: force).perform()
                }
            } catch let error where !force && !(error is SignInError) {
                Terminal.note("\(error)")
                Terminal.detail("Nothing was forgotten; --force forgets \(file.name) on this machine all the same.")
                throw ExitStatus(error).code
            }
            switch outcome {
            case .revoked: Terminal.print("\(file.name) is signed out.")
            case .wasWorthless: Terminal.print("\(file.name) is signed out; Trakt had ended it before.")
            case .forgottenOnly(let reason):
                Terminal.note(reason)
                Terminal.print(
                    "\(file.name) is forgotten here. Its token stays good at Trakt until it ends; take it back at "
                        + "https://trakt.tv/oauth/authorized_applications.")
            }
        }
    }
}
