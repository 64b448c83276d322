import Testing

@testable import IMAP

@Suite struct CommandTests {
    private func words(_ command: Command) -> [String] {
        command.lines(tag: "d1").map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `What people choose is quoted, and goes as a literal where it can't be`() {
        #expect(words(.login(user: "ana", password: "a \"b\\")) == ["d1 LOGIN \"ana\" \"a \\\"b\\\\\"\r\n"])
        #expect(words(.login(user: "ana", password: "pässe")) == ["d1 LOGIN \"ana\" {6}\r\n", "pässe\r\n"])
        #expect(words(.login(user: "a\r\nb", password: "c")) == ["d1 LOGIN {4}\r\n", "a\r\nb \"c\"\r\n"])
    }

    @Test func `Folders go in modified UTF-7`() {
        #expect(
            words(.select("Entwürfe & mehr", withChanges: true)) == [
                "d1 SELECT \"Entw&APw-rfe &- mehr\" (CONDSTORE)\r\n"
            ])
        for name in ["INBOX", "Übersicht", "日本語", "a&b", "x😀y", "~peter/mail/台北/日本語"] {
            #expect(FolderName.decoded(Array(FolderName.encoded(name).utf8)) == name)
        }
        #expect(FolderName.encoded("~peter/mail/台北/日本語") == "~peter/mail/&U,BTFw-/&ZeVnLIqe-")
        #expect(FolderName.decoded(Array("a&b".utf8)) == "a&b")
        #expect(FolderName.decoded(Array("a&!!-".utf8)) == "a&!!-")
    }

    @Test func `Folders go in UTF-8 to a server of RFC 9051 alone, which has much without a word`() {
        let new = Capabilities(["IMAP4rev2", "AUTH=PLAIN"])
        let both = Capabilities(["IMAP4rev1", "IMAP4rev2", "IDLE"])
        #expect(new.spelling == .utf8 && both.spelling == .modifiedUTF7)
        #expect(Capabilities([]).spelling == .modifiedUTF7)
        #expect(["IDLE", "MOVE", "SASL-IR", "UIDPLUS"].allSatisfy(new.has))
        #expect(!new.has("CONDSTORE") && !new.has("STARTTLS") && !both.has("MOVE") && both.has("IDLE"))
        #expect(words(.examine("Büro", in: .utf8)) == ["d1 EXAMINE {5}\r\n", "Büro\r\n"])
        #expect(words(.create("R&D", in: .utf8)) == ["d1 CREATE \"R&D\"\r\n"])
        #expect(FolderName.decoded(Array("R&APw-D".utf8), in: .utf8) == "R&APw-D")
        #expect(FolderName.decoded(Array("Büro".utf8), in: .utf8) == "Büro")
    }

    @Test func `Ranges that were found are counted without being spread out`() {
        let all = Searched(tag: nil, isByUID: true, ranges: [1...UInt32.max, 1...UInt32.max, 7...7])
        #expect(all.count == 2 * UInt64(UInt32.max) + 1)
    }

    @Test func `Numbers in a row are a range`() {
        #expect(UIDSet([5, 3, 4, 9, 4]).description == "3:5,9")
        #expect(UIDSet([UInt32.max, UInt32.max - 1]).description == "4294967294:4294967295")
        #expect(words(.sizes(UIDSet([1]))) == ["d1 UID FETCH 1 (UID INTERNALDATE RFC822.SIZE)\r\n"])
        #expect(words(.search(UIDSet(from: 7))) == ["d1 UID SEARCH UID 7:*\r\n"])
        #expect(words(.move(UIDSet([1, 2]), to: "Done")) == ["d1 UID MOVE 1:2 \"Done\"\r\n"])
    }

    @Test func `First answers of SASL`() {
        #expect(SASL.plain(user: "tim", password: "tanstaaftanstaaf") == "AHRpbQB0YW5zdGFhZnRhbnN0YWFm")
        #expect(
            SASL.xoauth2(user: "someuser@example.com", token: "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg")
                == "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRj"
                + "Mk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ=="
        )
    }
}
