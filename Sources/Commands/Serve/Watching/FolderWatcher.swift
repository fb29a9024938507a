internal import Foundation

/// The work of a ``FolderWatch``, on a thread of its own, which sleeps in the kernel until something happens.
final class FolderWatcher {
    private let directories: [String]
    private let pace: FolderWatch.Pace
    /// Hangs up when the watch is over.
    private let stopped: Int32
    private let noted: (String) -> Void

    private let announcements: Announcements?
    /// Why nothing can be announced at all.
    private let refusal: String?
    /// What the directories held when they were last looked at; nil where changes are announced.
    private var picture: FolderPicture?
    private var reasons: Set<String> = []

    init(_ directories: [String], pace: FolderWatch.Pace, stopped: Int32, noted: @escaping (String) -> Void) {
        self.directories = directories
        self.pace = pace
        self.stopped = stopped
        self.noted = noted
        do throws(AnnouncementRefusal) {
            announcements = pace.isTold ? try Announcements() : nil
            refusal = nil
        } catch {
            announcements = nil
            if case .refused(let reason) = error { refusal = reason } else { refusal = nil }
        }
    }

    /// Tells of changes until the watch is over.
    func run(_ tell: () -> Void) {
        look()
        tell()
        while true {
            switch wait(picture == nil ? nil : pace.interval) {
            case .stopped: return
            case .announced:
                guard announcements?.read() == true else { continue }
                guard bringTogether() else { return }
            case .nothing:
                guard FolderPicture(of: directories) != picture else { continue }
            }
            // Only then: what is different may have to be watched too, before anybody looks.
            look()
            tell()
        }
    }

    /// Has everything watched that is there now.
    private func look() {
        let reason = reasonToLookEachSecond()
        picture = reason == nil ? nil : FolderPicture(of: directories)
        guard let reason, reasons.insert(reason).inserted else { return }
        noted("Changes of files are not announced, so they are looked at each second: \(reason).")
    }

    private func reasonToLookEachSecond() -> String? {
        guard let announcements else { return refusal ?? "nobody asks the kernel for them" }
        for _ in 0..<10 {
            let places = WatchedPlaces(of: directories)
            do throws(AnnouncementRefusal) {
                try announcements.watch(places)
                // What changed before it was watched is not announced.
                guard WatchedPlaces(of: directories) == places else { continue }
                return RemoteFileSystem.kind(of: directories).map { "they are on a file system of kind \($0)" }
            } catch {
                if case .refused(let reason) = error { return reason }
            }
        }
        return "they change faster than that"
    }

    /// Waits until what follows a change has happened; false when the watch is over.
    private func bringTogether() -> Bool {
        let deadline = ContinuousClock.now + pace.patience
        while true {
            let left = min(pace.quiet, deadline - ContinuousClock.now)
            guard left > .zero else { return true }
            switch wait(left) {
            case .stopped: return false
            case .nothing: return true
            case .announced: _ = announcements?.read()
            }
        }
    }

    // MARK: Sleeping

    private enum Event {
        case stopped
        case announced
        case nothing
    }

    /// - Parameter limit: nil for as long as it takes.
    private func wait(_ limit: Duration?) -> Event {
        var descriptors = [
            pollfd(fd: stopped, events: Int16(POLLIN), revents: 0),
            pollfd(fd: announcements?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        // A wait that is cut short is none that found nothing: at its end the directories are read.
        let deadline = limit.map { ContinuousClock.now + $0 }
        while true {
            let left = deadline.map { max(0, ContinuousClock.now.duration(to: $0).inMilliseconds) } ?? -1
            let count = poll(&descriptors, nfds_t(descriptors.count), left)
            if count < 0 { continue }
            if descriptors[0].revents != 0 { return .stopped }
            return count == 0 ? .nothing : .announced
        }
    }
}

extension Duration {
    /// Rounded up.
    fileprivate var inMilliseconds: Int32 {
        let attosecondsEach: Int64 = 1_000_000_000_000_000
        return Int32(
            clamping: components.seconds * 1000 + (components.attoseconds + attosecondsEach - 1) / attosecondsEach)
    }
}
