internal import Foundation
internal import Storage
internal import Trakt

/// Signing one stored account out: at Trakt first, then here.
struct SignOut {
    let file: AccountFile
    let settings: Settings
    let transport: any Transport
    /// Forget the account here also when Trakt could not be told, or nobody can read which it is.
    var isForced = false

    enum Outcome: Sendable, Hashable {
        case revoked
        /// Trakt had ended it before.
        case wasWorthless
        /// Forced: the tokens stay good at Trakt, for who has them.
        case forgottenOnly(String)
    }

    @discardableResult
    func perform() async throws -> Outcome {
        let tokens = try settings.tokens(of: file, transport)
        // A revoked token takes its refresh token with it; one that has ended may leave it behind.
        if let account = try? file.account(), account.tokens.isExpired(at: .now), account.refusedAt == nil {
            try? await tokens.renew()
        }
        return try await file.withExclusiveAccess {
            let outcome: Outcome
            do {
                guard let account = try file.account() else { throw SignInError.signedOut }
                outcome = try await revoke(account)
            } catch let error where isForced && !(error is SignInError) {
                outcome = .forgottenOnly("\(error)")
            }
            try file.remove()
            return outcome
        }
    }

    private func revoke(_ account: SignedInAccount) async throws -> Outcome {
        let server = settings.server(of: account, transport, timeout: try settings.callTimeout())
        do throws(TraktError) {
            try await server.revoke(account.tokens.access)
            return .revoked
        } catch {
            // Refused before, and now again: there is nothing left to revoke.
            guard error.failure == .unauthorized, account.refusedAt != nil else { throw error }
            return .wasWorthless
        }
    }
}
