import Lua
import Testing

@Suite("JSON")
struct JSONTests {
    @Test(
        "What comes from JSON goes back to the same JSON",
        arguments: [
            "[]", "{}", "[[],{}]", #"{"a":[]}"#, "[null,1,null]", "9223372036854775807", "-9223372036854775808",
            "0.1", "1e+300", "1.0", "5e-324", #""é 日本 😀""#, #""\u0001\n\t\"\\""#, "[true,false]",
            #"{"a":{"b":[{"c":1}]},"z":""}"#, "[1,2,3]", #"{"1":"one"}"#,
        ])
    func roundTrip(_ json: String) async throws {
        let host = ScriptedHost { _ in .document(Array(json.utf8)) }
        #expect(try await value(of: "return host.call('x')", for: host) == json)
        #expect(try await value(of: "return json.decode(json.encode(host.call('x')))", for: host) == json)
    }

    @Test("Integers stay integers up to 64 bits; beyond them they are floats")
    func integers() async throws {
        let source = """
            local function kind(text) local v = json.decode(text) return math.type(v) .. " " .. tostring(v) end
            return { kind("9007199254740993"), kind("9223372036854775808"), kind("123456789012345678901234567890"), kind("1.0") }
            """
        #expect(
            try await value(of: source)
                == #"["integer 9007199254740993","float 9.2233720368548e+18","float 1.2345678901235e+29","float 1.0"]"#)
        #expect(
            try await value(of: #"return json.decode('{"n":[123456789012345678901,"12345678901234567890123"]}').n[2]"#)
                == #""12345678901234567890123""#)
    }

    @Test("null is absent in objects and a value in arrays")
    func null() async throws {
        let source =
            #"local v = json.decode('{"a":null,"b":[null,2]}') return { v.a == nil, #v.b, v.b[1] == json.null, json.encode({ x = json.null }) }"#
        #expect(try await value(of: source) == #"[true,2,true,"{\"x\":null}"]"#)
    }

    @Test("Keys are sorted, so that the same value gives the same bytes")
    func sorted() async throws {
        let source = """
            local t = {}
            for n = 200, 1, -1 do t["k" .. n] = n end
            local text = json.encode(t)
            local last = ""
            for key in text:gmatch('"(k%d+)"') do assert(last < key, key) last = key end
            return #text > 1000
            """
        #expect(try await value(of: source) == "true")
    }

    @Test(
        "What JSON cannot say is an error that says so",
        arguments: [
            ("json.encode(print)", "a function cannot be said in JSON"),
            ("json.encode({ 1, x = 2 })", "both positions and names"),
            ("local t = {} t.t = t json.encode(t)", "contains itself"),
            ("json.encode(0/0)", "cannot be said in JSON"),
            ("json.encode(math.huge)", "cannot be said in JSON"),
            (#"json.encode("\xff")"#, "not UTF-8"),
            ("json.encode({ [1.5] = 1 })", "cannot be said in JSON"),
            ("json.decode('[1,')", "this is not JSON"),
            ("json.decode('')", "this is not JSON"),
            ("json.decode('[01]')", "this is not JSON"),
            (#"json.decode("\"\xff\"")"#, "this is not JSON"),
        ])
    func errors(_ source: String, message: String) async throws {
        #expect(try await failure(of: source).message.contains(message))
    }

    @Test("Documents nested too deeply are refused, not followed until the stack ends")
    func deep() async throws {
        let error = try await failure(of: "json.decode(('['):rep(100000) .. (']'):rep(100000))")
        #expect(error.message.contains("this is not JSON"))
        #expect(try await value(of: "return #json.decode(('['):rep(900) .. (']'):rep(900))") == "1")
    }

    @Test("An array can carry fields without ceasing to be an array")
    func fields() async throws {
        let source =
            "local t = json.array({ 1, 2 }, { count = 7 }) return { t.count, #t, json.encode(t), json.encode(json.array {}) }"
        #expect(try await value(of: source) == #"[7,2,"[1,2]","[]"]"#)
    }

    @Test("Tables that encode themselves inside one another end with an error, not with the C stack")
    func nestedSubstitutes() async throws {
        let source = """
            local mt = {}
            local function nest(v) for i = 1, 97 do v = { x = v } end return v end
            mt.__tojson = function() return json.encode(nest(setmetatable({}, mt))) end
            json.encode(nest(setmetatable({}, mt)))
            """
        #expect(try await failure(of: source).message.contains("nested deeper"))
    }

    @Test("A large integer beside one beyond 64 bits stays an integer")
    func mixedIntegers() async throws {
        let source = "return tostring(json.decode('[9007199254740993123,99999999999999999999]')[1])"
        #expect(try await value(of: source) == #""9007199254740993123""#)
    }

    @Test("Tables of ours can say what they are in JSON")
    func substitutes() async throws {
        let source = """
            local date = setmetatable({ day = 1 }, { __tojson = function(d) return "day " .. json.encode(d.day) end })
            return { date, host.freeze({ a = 1 }, "frozen") }
            """
        #expect(try await value(of: source) == #"["day 1",{"a":1}]"#)
    }

    @Test("An answer that is not JSON is an error at the line of the call")
    func answers() async throws {
        let host = ScriptedHost { _ in .document(Array("<html>".utf8)) }
        let error = try await failure(of: "\nhost.call('x')", for: host)
        #expect(error.message.contains("this is not JSON"))
        #expect(error.place == "test.lua:2")
    }
}
