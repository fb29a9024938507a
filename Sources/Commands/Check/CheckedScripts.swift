internal import Automation
internal import Checking
internal import Foundation
internal import Scheduling

/// Scripts that were checked, several at a time.
struct CheckedScripts {
    /// In the order of the files.
    private(set) var reports: [ScriptReport] = []
    /// Files that could not be read, in their order.
    private(set) var problems: [String] = []

    init(_ selection: ScriptSelection, zone: Zone) async {
        let (paths, now) = (selection.paths, Date())
        let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, paths.count))
        let results = await withTaskGroup(of: [(Int, Result<ScriptReport, ScriptFileError>)].self) { group in
            for worker in 0..<workers {
                group.addTask {
                    stride(from: worker, to: paths.count, by: workers).map { place in
                        (place, Self.report(on: paths[place], zone: zone, now: now))
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        for (_, result) in results.sorted(by: { $0.0 < $1.0 }) {
            switch result {
            case .success(let report): reports.append(report)
            case .failure(let error): problems.append(error.description)
            }
        }
    }

    private static func report(on path: String, zone: Zone, now: Date) -> Result<ScriptReport, ScriptFileError> {
        do throws(ScriptFileError) {
            let file = try path == "-" ? ScriptFile(standardInputAs: path) : ScriptFile(reading: path)
            return .success(ScriptReport(checking: file.source, path: path, zone: zone, now: now))
        } catch {
            return .failure(error)
        }
    }
}
