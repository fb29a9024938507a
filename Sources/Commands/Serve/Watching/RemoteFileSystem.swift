internal import Foundation

/// File systems whose files others change without this machine's kernel knowing.
enum RemoteFileSystem {
    /// The kind of the first that one of these directories is on; nil when this machine's kernel sees every change.
    static func kind(of directories: [String]) -> String? {
        #if os(Linux)
            let kinds = mounted
            return directories.lazy.compactMap { device(of: $0).flatMap { kinds[$0] } }.first(where: isRemote)
        #else
            return nil
        #endif
    }

    static func isRemote(_ kind: String) -> Bool {
        let kinds: Set = [
            "9p", "afs", "ceph", "cifs", "fuse", "fuse.sshfs", "gfs2", "lustre", "nfs", "nfs4", "ocfs2", "prl_fs",
            "smb3",
            "smbfs", "vboxsf", "virtiofs", "vmhgfs",
        ]
        // The one FUSE is mostly used for that is local is a disk.
        return kinds.contains(kind) || kind.hasPrefix("fuse.")
    }

    #if os(Linux)
        /// The kinds of the mounted file systems by their device: a line such as
        /// `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`.
        private static var mounted: [Substring: String] {
            let text = (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? ""
            let pairs = text.split(separator: "\n").compactMap { line -> (Substring, String)? in
                let fields = line.split(separator: " ")
                guard fields.count > 2, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count else {
                    return nil
                }
                return (fields[2], String(fields[dash + 1]))
            }
            return Dictionary(pairs) { first, _ in first }
        }

        private static func device(of path: String) -> Substring? {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            // How makedev(3) puts the two numbers into one; its counterparts are macros.
            let device = UInt64(status.st_dev)
            let major = (device >> 8 & 0xFFF) | (device >> 32 & ~0xFFF)
            let minor = (device & 0xFF) | (device >> 12 & ~0xFF)
            return "\(major):\(minor)"
        }
    #endif
}
