import Operations
import Testing

@testable import Channels

@Suite("A feed of holidays is fetched within bounds")
struct FeedFetchTests {
    @Test(
        "addresses of this host, of private networks and of no network are not public",
        arguments: [
            "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
            "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1",
            "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
            "2001:db8::1", "2001::1",
        ])
    func isPrivate(address: String) throws {
        #expect(try !#require(NetworkAddress(address)).isPublic)
    }

    @Test(
        "addresses of other people's servers are public",
        arguments: [
            "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "192.169.0.1", "11.0.0.1",
            "198.20.0.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "2002:101:101::",
        ])
    func isPublic(address: String) throws {
        #expect(try #require(NetworkAddress(address)).isPublic)
    }

    /// A web server on the loopback that gives one answer to everybody.
    private func serving(_ answer: [UInt8], _ body: (String) async throws -> Void) async throws {
        let server = try await LoopbackServer(answer: answer)
        try await body("http://127.0.0.1:\(server.port)/holidays.ics")
        try await server.stop()
    }

    private func answer(_ head: String, _ body: [UInt8]) -> [UInt8] {
        Array("HTTP/1.1 \(head)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n".utf8) + body
    }

    @Test("the loopback is refused before a connection is made, unless an operator allows it")
    func loopback() async throws {
        try await serving(answer("200 OK", Array("BEGIN:VCALENDAR".utf8))) { address in
            let refused = await FeedFetch()(address)
            #expect(refused == .failure(.init("it lies at 127.0.0.1, an address of a private network")))
            let read = await FeedFetch(allowsPrivate: true)(address)
            #expect(read == .success(Array("BEGIN:VCALENDAR".utf8)))
        }
    }

    @Test("more than a megabyte is refused, and a megabyte is not")
    func size() async throws {
        for (count, isTaken) in [(FeedFetch.sizeMax, true), (FeedFetch.sizeMax + 1, false)] {
            try await serving(answer("200 OK", Array(repeating: 65, count: count))) { address in
                let read = await FeedFetch(allowsPrivate: true)(address)
                #expect((try? read.get().count) == (isTaken ? count : nil))
            }
        }
    }

    @Test("an answer that is no success is a failure with its reason")
    func missing() async throws {
        try await serving(answer("404 Not Found", [])) { address in
            guard case .failure(let failure) = await FeedFetch(allowsPrivate: true)(address) else {
                Issue.record("a missing file was read")
                return
            }
            #expect(!failure.reason.isEmpty)
        }
    }

    @Test(
        "a redirect to another scheme, and an address of another scheme, lead nowhere",
        arguments: ["file:///etc/hostname", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x"])
    func schemes(address: String) async throws {
        #expect((try? await FeedFetch(allowsPrivate: true)(address).get()) == nil)
        let redirect = Array(
            "HTTP/1.1 302 Found\r\nLocation: \(address)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .utf8)
        try await serving(redirect) { first in
            #expect((try? await FeedFetch(allowsPrivate: true)(first).get()) == nil)
        }
    }
}
