/// A sign-in on a device without a keyboard: the device asks for it, the user decides about it in a browser.
struct DeviceCode: Sendable, Codable {
    enum Stage: Sendable, Hashable, Codable {
        case pending
        case approved(user: String)
        case denied
        /// Approved, and the tokens are with the device.
        case used
    }

    /// What a device that asks is told, and with which status.
    enum Poll: Sendable, Hashable {
        case approved(user: String)
        case pending, unknown, used, expired, denied, tooFast

        var status: Int {
            switch self {
            case .approved: 200
            case .pending: 400
            case .unknown: 404
            case .used: 409
            case .expired: 410
            case .denied: 418
            case .tooFast: 429
            }
        }
    }

    /// A moment by both clocks: the sandbox's may stand still, and a test's may run ahead.
    struct Moment: Sendable, Hashable, Codable {
        var sandbox: Timestamp
        var real: Timestamp

        /// Whether this long has passed by one of them.
        func isPast(_ other: Moment, by seconds: Int) -> Bool {
            sandbox >= other.sandbox.adding(seconds: seconds) || real >= other.real.adding(seconds: seconds)
        }
    }

    let deviceCode: String
    let userCode: String
    let createdAt: Timestamp
    let expiresAt: Timestamp
    var stage = Stage.pending
    private var lastPoll: Moment?

    init(userCode: String, createdAt: Timestamp, lasting seconds: Int) {
        deviceCode = Secret.token()
        self.userCode = userCode
        self.createdAt = createdAt
        expiresAt = createdAt.adding(seconds: seconds)
    }

    func isExpired(at now: Timestamp) -> Bool { now >= expiresAt }

    /// What to tell a device that asks at this moment.
    mutating func poll(at moment: Moment, interval: Int) -> Poll {
        switch stage {
        case .used: return .used
        case .denied: return .denied
        case .pending, .approved: break
        }
        if isExpired(at: moment.sandbox) { return .expired }
        if let lastPoll, !moment.isPast(lastPoll, by: interval) { return .tooFast }
        lastPoll = moment
        guard case .approved(let user) = stage else { return .pending }
        stage = .used
        return .approved(user: user)
    }
}
