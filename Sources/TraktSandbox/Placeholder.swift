import Hummingbird
enum TraktSandboxPlaceholder { static var c: Router<BasicRequestContext> { Router() } }
