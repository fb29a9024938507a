internal import Foundation

/// Why changes in directories are not announced.
enum AnnouncementRefusal: Error, Hashable {
    /// The directories were changed while they were looked at; they have to be looked at anew.
    case changedMeanwhile
    /// As the end of a sentence.
    case refused(String)
}

#if os(Linux)
    /// The kernel's word about what changes in directories: inotify. For one thread.
    final class Announcements {
        /// Can be read when something was announced.
        let descriptor: Int32
        private var watched: [Int32: WatchedPlaces.Place] = [:]
        private var buffer = [UInt8](repeating: 0, count: 1 << 14)

        init() throws(AnnouncementRefusal) {
            descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            guard descriptor >= 0 else { throw .refused(Self.lastReason) }
        }

        deinit { close(descriptor) }

        /// Has these places watched, and no others.
        func watch(_ places: WatchedPlaces) throws(AnnouncementRefusal) {
            var next: [Int32: WatchedPlaces.Place] = [:]
            var problem: AnnouncementRefusal?
            for place in places.places.values {
                let number = inotify_add_watch(descriptor, place.path, Self.mask(place.interest))
                if number >= 0 {
                    next[number] = place
                } else {
                    problem = problem ?? refusal(place)
                }
            }
            for number in watched.keys where next[number] == nil { inotify_rm_watch(descriptor, number) }
            watched = next
            if let problem { throw problem }
        }

        /// Takes what was announced, and says whether any of it matters.
        func read() -> Bool {
            var matters = false
            while true {
                let count = Glibc.read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return matters }
                for event in Self.events(buffer[..<count]) where counts(event) { matters = true }
            }
        }

        private func counts(_ event: Event) -> Bool {
            if event.mask & Self.overflow != 0 { return true }
            guard let place = watched[event.watch] else { return false }
            return event.mask & Self.gone != 0 || place.interest.contains(event.name)
        }

        /// A directory above that nobody may read can still be entered, and is seldom moved.
        private func refusal(_ place: WatchedPlaces.Place) -> AnnouncementRefusal? {
            switch errno {
            case ENOENT, ENOTDIR: .changedMeanwhile
            case EACCES where place.interest == .itself: nil
            case ENOSPC: .refused("the system's limit fs.inotify.max_user_watches is reached")
            default: .refused("\(place.path): \(Self.lastReason)")
            }
        }

        // MARK: Bits

        private static let gone = UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT)
        private static let overflow = UInt32(IN_Q_OVERFLOW)
        private static let entries = UInt32(IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)
        private static let writes = UInt32(IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB)

        private static func mask(_ interest: WatchedPlaces.Interest) -> UInt32 {
            var mask = UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW)
            if interest.isAll || !interest.names.isEmpty { mask |= entries }
            if interest.countsWrites { mask |= writes }
            return mask
        }

        private struct Event {
            let watch: Int32
            let mask: UInt32
            let name: String
        }

        private static func events(_ bytes: ArraySlice<UInt8>) -> [Event] {
            bytes.withUnsafeBytes { bytes in
                var events: [Event] = []
                var rest = bytes[...]
                let size = MemoryLayout<inotify_event>.size
                while rest.count >= size {
                    let event = UnsafeRawBufferPointer(rebasing: rest).loadUnaligned(as: inotify_event.self)
                    // Filled up with zeros.
                    let name = rest.dropFirst(size).prefix(Int(event.len)).prefix { $0 != 0 }
                    events.append(Event(watch: event.wd, mask: event.mask, name: String(decoding: name, as: UTF8.self)))
                    rest = rest.dropFirst(size + Int(event.len))
                }
                return events
            }
        }

        private static var lastReason: String {
            errno == EMFILE
                ? "the limit of open files, or of fs.inotify.max_user_instances, is reached"
                : String(cString: strerror(errno))
        }
    }
#else
    /// Where nothing is announced.
    final class Announcements {
        let descriptor: Int32 = -1

        init() throws(AnnouncementRefusal) { throw .refused("this system does not tell of files") }

        func watch(_ places: WatchedPlaces) throws(AnnouncementRefusal) {}

        func read() -> Bool { false }
    }
#endif
