internal import CLuaSupport

/// The Lua this program is linked with.
public enum Release {
    /// Such as "5.4.4", from the library itself.
    public static var number: String { String(cString: moonreel_lua_release()) }

    /// Whether it is one whose `__concat` can damage memory: 5.4.4 and older, Debian 12's patched one included
    /// (CVE-2022-33099 was fixed by half there). Coroutines then run with a reserved stack.
    public static var hasConcatHole: Bool { moonreel_lua_has_concat_hole() }
}
