import Hummingbird
enum TraktSandboxPlaceholder { static let c = Router() }
