/// What is being watched, and what time alone does to it.
extension SandboxState {
    /// Titles without a known runtime count as half an hour.
    private static let unknownRuntime = 30
    /// Paused items are kept for six months.
    private static let pausedDays = 183
    /// The same item within the hour is refused; the real window is not confirmed.
    private static let repeatHours = 1

    /// Begins or resumes an item, which clears what was saved of it. It is being watched for the rest of its runtime;
    /// a checkin of something else ends without a play.
    mutating func startScrobble(_ ref: MediaRef, at progress: Double, by user: Int) {
        forgetPause(of: ref, user)
        let rest = Double(watchingTime(of: ref) * 60) * (100 - progress) / 100
        accounts[user].watching = Watching(
            ref: ref, action: .scrobble, startedAt: now, expiresAt: now.adding(seconds: Int(rest.rounded())))
    }

    /// Saves the progress of an item; gives the id of the saved pause.
    mutating func pauseScrobble(_ ref: MediaRef, at progress: Double, by user: Int) -> Int {
        endWatching(ref, by: user)
        let item = PausedItem(id: newID(), ref: ref, progress: progress, pausedAt: now)
        accounts[user].playback.removeAll { $0.ref == ref }
        accounts[user].playback.append(item)
        accounts[user].activities.touch(.paused(ref.kind), at: now)
        return item.id
    }

    /// Adds a play to the history; gives its id.
    mutating func finishScrobble(_ ref: MediaRef, by user: Int) throws(Refusal) -> Int {
        let scrobbled = accounts[user].plays.filter { $0.ref == ref && $0.action == "scrobble" }.map(\.addedAt).max()
        if let scrobbled, now < scrobbled.adding(hours: Self.repeatHours) {
            throw Refusal(
                409, "the same item was just watched",
                body: .json([
                    "watched_at": .date(scrobbled), "expires_at": .date(scrobbled.adding(hours: Self.repeatHours)),
                ]))
        }
        endWatching(ref, by: user)
        forgetPause(of: ref, user)
        let play = Play(
            id: newPlayID(), ref: ref, watchedAt: now.flooredToMinute, action: "scrobble", addedAt: now)
        add([play], for: user)
        return play.id
    }

    /// Begins a checkin; gives the id its play will have.
    mutating func checkIn(_ ref: MediaRef, by user: Int) throws(Refusal) -> Int {
        if let running = accounts[user].watching, running.isCheckin {
            throw Refusal(
                409, "a checkin is running", body: .json(["expires_at": .date(running.expiresAt)]))
        }
        let id = newPlayID()
        accounts[user].watching = Watching(
            ref: ref, action: .checkin(play: id), startedAt: now, expiresAt: now.adding(minutes: watchingTime(of: ref)))
        return id
    }

    mutating func cancelCheckin(by user: Int) {
        if accounts[user].watching?.isCheckin == true { accounts[user].watching = nil }
    }

    /// Who watches an item, or an episode of it. Private users stay out of sight.
    func watchers(of ref: MediaRef) -> [Int] {
        accounts.indices.filter { index in
            guard !accounts[index].profile.isPrivate, let watching = accounts[index].watching else { return false }
            return library.includes(ref, watching.ref)
        }
    }

    /// Whether time has something to do: see `settle()`.
    var isDue: Bool {
        let oldest = now.adding(days: -Self.pausedDays)
        return accounts.contains { account in
            account.watching.map { $0.expiresAt <= now } ?? false || account.playback.contains { $0.pausedAt < oldest }
        }
    }

    /// Ends what was being watched until now, turns checkins into plays and forgets old pauses.
    mutating func settle() {
        let oldest = now.adding(days: -Self.pausedDays)
        for user in accounts.indices {
            accounts[user].playback.removeAll { $0.pausedAt < oldest }
            guard let watching = accounts[user].watching, watching.expiresAt <= now else { continue }
            accounts[user].watching = nil
            guard case .checkin(let id) = watching.action else { continue }
            // The history has the time that the checkin answered.
            let play = Play(
                id: id, ref: watching.ref, watchedAt: watching.startedAt.flooredToMinute, action: "checkin",
                addedAt: watching.expiresAt)
            add([play], for: user)
        }
    }

    /// Minutes.
    private func watchingTime(of ref: MediaRef) -> Int {
        let known = runtime(of: ref)
        return known > 0 ? known : Self.unknownRuntime
    }

    private mutating func endWatching(_ ref: MediaRef, by user: Int) {
        guard let watching = accounts[user].watching, watching.ref == ref || !watching.isCheckin else { return }
        accounts[user].watching = nil
    }

    private mutating func forgetPause(of ref: MediaRef, _ user: Int) {
        guard accounts[user].playback.contains(where: { $0.ref == ref }) else { return }
        accounts[user].playback.removeAll { $0.ref == ref }
        accounts[user].activities.touch(.paused(ref.kind), at: now)
    }
}
