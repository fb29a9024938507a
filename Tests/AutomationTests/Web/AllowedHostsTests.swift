import Testing

@testable import Automation

@Suite("Hosts that scripts may ask")
struct AllowedHostsTests {
    @Test(
        "are those that are named, as they are named",
        arguments: [
            ("api.example.org", "https://api.example.org/a?b=c", true),
            ("api.example.org", "https://API.Example.org:443", true),
            ("api.example.org", "http://api.example.org/", false),
            ("api.example.org", "https://api.example.org:444/", false),
            ("api.example.org", "https://example.org", false), ("api.example.org", "https://x.api.example.org", false),
            ("*.example.org", "https://a.b.example.org", true), ("*.example.org", "https://example.org", false),
            ("*.example.org", "https://notexample.org", false), ("a.org, b.org:8443", "https://b.org:8443/x", true),
            ("a.org b.org", "https://b.org", true), ("http://192.168.1.2:8123", "http://192.168.1.2:8123/api", true),
            ("http://192.168.1.2:8123", "https://192.168.1.2:8123/api", false), ("", "https://a.org", false),
            ("a.org", "https://a.org./", false), ("a.org", "https://a.org.evil.net", false),
        ])
    func allowed(_ hosts: String, _ address: String, _ isAllowed: Bool) throws {
        #expect(try #require(AllowedHosts(hosts)).allow(try #require(WebAddress(address))) == isAllowed)
    }

    @Test(
        "What is no host is refused",
        arguments: ["a.org/path", "ftp://a.org", "user@a.org", "*.", "http://*.a.org", "a.org:port", "https://"])
    func wrong(_ text: String) { #expect(AllowedHosts(text) == nil) }

    @Test(
        "An address that two programs could read in two ways is none",
        arguments: [
            "https://a.org@evil.net/", "https://a.org\\@evil.net/", "https://a.org /x", "https://a.org/\r\nX: y",
            "https://%61.org", "https:///x", "file:///etc/passwd", "javascript:x", "//a.org", "a.org", "",
            "https://ä.org", "https://a.org:", "https://a.org:0443", "https://a.org:0", "https://a.org:65536",
            "https://a.org:" + String(repeating: "9", count: 100), "https://a.org:-1", "https://a.org:4 4",
        ])
    func ambiguous(_ text: String) { #expect(WebAddress(text) == nil) }
}
