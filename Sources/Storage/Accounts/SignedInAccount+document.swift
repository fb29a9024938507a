internal import Foundation
internal import Trakt

/// How an account is written down. Times are seconds since 1970, as Trakt writes them in its tokens.
extension SignedInAccount {
    /// Written into every file; a later form gets another number.
    private static let version: Int64 = 1

    var document: JSONValue {
        var members: [String: JSONValue] = [
            "version": .integer(Self.version),
            "client_id": .string(app.clientID),
            "redirect_uri": .string(app.redirectURI),
            "api_url": .string(apiURL),
            "auth_url": .string(authURL),
            "access_token": .string(tokens.access.text),
            "created_at": .number(tokens.createdAt.timeIntervalSince1970),
            "expires_in": .number(tokens.lifetime),
            "received_at": .number(tokens.receivedAt.timeIntervalSince1970),
            "signed_in_at": .number(signedInAt.timeIntervalSince1970),
        ]
        members["client_secret"] = app.clientSecret.map { .string($0.text) }
        members["refresh_token"] = tokens.refresh.map { .string($0.text) }
        members["scope"] = tokens.scope.map { .string($0) }
        members["refresh_begun_at"] = refreshBegunAt.map { .number($0.timeIntervalSince1970) }
        members["refused_at"] = refusedAt.map { .number($0.timeIntervalSince1970) }
        members["user"] = user?.document
        return .object(members)
    }

    /// Nil for what is no account, or one of a form this program does not know.
    init?(stored document: JSONValue) {
        func moment(_ name: String) -> Date? {
            document[name]?.number.map { Date(timeIntervalSince1970: $0) }
        }
        guard document["version"]?.integer == Self.version,
            let clientID = document["client_id"]?.string, let redirectURI = document["redirect_uri"]?.string,
            let apiURL = document["api_url"]?.string, let authURL = document["auth_url"]?.string,
            let access = document["access_token"]?.string, let lifetime = document["expires_in"]?.number,
            let createdAt = moment("created_at"), let receivedAt = moment("received_at"),
            let signedInAt = moment("signed_in_at")
        else { return nil }
        let tokens = Tokens(
            access: Secret(access), refresh: document["refresh_token"]?.string.map(Secret.init), createdAt: createdAt,
            lifetime: lifetime, receivedAt: receivedAt, scope: document["scope"]?.string)
        self.init(
            app: App(
                clientID: clientID, clientSecret: document["client_secret"]?.string.map(Secret.init),
                redirectURI: redirectURI),
            apiURL: apiURL, authURL: authURL, tokens: tokens, user: document["user"].flatMap(User.init(stored:)),
            signedInAt: signedInAt, refreshBegunAt: moment("refresh_begun_at"), refusedAt: moment("refused_at"))
    }
}

extension SignedInAccount.User {
    fileprivate var document: JSONValue {
        var members: [String: JSONValue] = [
            "slug": .string(slug), "username": .string(username), "vip": .boolean(isVIP),
        ]
        members["uuid"] = uuid.map { .string($0) }
        members["name"] = name.map { .string($0) }
        return .object(members)
    }

    fileprivate init?(stored document: JSONValue) {
        guard let slug = document["slug"]?.string, let username = document["username"]?.string else { return nil }
        self.init(
            slug: slug, uuid: document["uuid"]?.string, username: username, name: document["name"]?.string,
            isVIP: document["vip"]?.boolean == true)
    }
}
