import HTTPTypes
import Hummingbird
import NIOCore

// Stylesheet and modules, from inside the executable.
extension DeskServer {
    private static let files: [String: (type: String, bytes: [UInt8])] = [
        "app.css": ("text/css; charset=utf-8", PackageResources.app_css),
        "app.js": ("text/javascript; charset=utf-8", PackageResources.app_js),
        "acts.js": ("text/javascript; charset=utf-8", PackageResources.acts_js),
        "asking.js": ("text/javascript; charset=utf-8", PackageResources.asking_js),
        "bell.js": ("text/javascript; charset=utf-8", PackageResources.bell_js),
        "canned.js": ("text/javascript; charset=utf-8", PackageResources.canned_js),
        "calls.js": ("text/javascript; charset=utf-8", PackageResources.calls_js),
        "chat.js": ("text/javascript; charset=utf-8", PackageResources.chat_js),
        "chats.js": ("text/javascript; charset=utf-8", PackageResources.chats_js),
        "chat-widget.js": ("text/javascript; charset=utf-8", PackageResources.chat_widget_js),
        "clocks.js": ("text/javascript; charset=utf-8", PackageResources.clocks_js),
        "done.js": ("text/javascript; charset=utf-8", PackageResources.done_js),
        "draft.js": ("text/javascript; charset=utf-8", PackageResources.draft_js),
        "enter.js": ("text/javascript; charset=utf-8", PackageResources.enter_js),
        "files.js": ("text/javascript; charset=utf-8", PackageResources.files_js),
        "held.js": ("text/javascript; charset=utf-8", PackageResources.held_js),
        "kept.js": ("text/javascript; charset=utf-8", PackageResources.kept_js),
        "keys.js": ("text/javascript; charset=utf-8", PackageResources.keys_js),
        "live.js": ("text/javascript; charset=utf-8", PackageResources.live_js),
        "mentions.js": ("text/javascript; charset=utf-8", PackageResources.mentions_js),
        "merge.js": ("text/javascript; charset=utf-8", PackageResources.merge_js),
        "page.js": ("text/javascript; charset=utf-8", PackageResources.page_js),
        "palette.js": ("text/javascript; charset=utf-8", PackageResources.palette_js),
        "passkeys.js": ("text/javascript; charset=utf-8", PackageResources.passkeys_js),
        "pending.js": ("text/javascript; charset=utf-8", PackageResources.pending_js),
        "preview.js": ("text/javascript; charset=utf-8", PackageResources.preview_js),
        "presence.js": ("text/javascript; charset=utf-8", PackageResources.presence_js),
        "problems.js": ("text/javascript; charset=utf-8", PackageResources.problems_js),
        "sending.js": ("text/javascript; charset=utf-8", PackageResources.sending_js),
        "sheet.js": ("text/javascript; charset=utf-8", PackageResources.sheet_js),
        "suggest.js": ("text/javascript; charset=utf-8", PackageResources.suggest_js),
        "taking.js": ("text/javascript; charset=utf-8", PackageResources.taking_js),
        "ticks.js": ("text/javascript; charset=utf-8", PackageResources.ticks_js),
        "twice.js": ("text/javascript; charset=utf-8", PackageResources.twice_js),
        "wallboard.js": ("text/javascript; charset=utf-8", PackageResources.wallboard_js),
        "icon.svg": ("image/svg+xml", PackageResources.icon_svg),
    ]

    func addAssets(to router: Router<DeskContext>) {
        router.get("/assets/:name") { _, context in
            guard let file = Self.files[try context.parameters.require("name")] else {
                return notFound()
            }
            return Response(
                status: .ok, headers: [.contentType: file.type, .cacheControl: "max-age=300"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
        }
    }
}
