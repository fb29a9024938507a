/// Who an account is at Trakt.
package struct AccountUser: Sendable, Hashable, Codable {
    /// What never changes: the `uuid` that Trakt's settings tell, or the slug where they do not.
    package let id: String
    /// What people know them by; another user name makes another slug.
    package let slug: String

    package init(id: String, slug: String) {
        self.id = id
        self.slug = slug
    }
}
