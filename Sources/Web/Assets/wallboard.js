// The wallboard stays as it is now: a change, a countdown that ran out, or a minute fetches it again.

const board = () => document.getElementById("board");
const stream = document.body.dataset.live;
const lost = document.getElementById("lost");
let waiting;

async function refresh() {
    waiting = undefined;
    try {
        const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
        if (answer.redirected || answer.status === 404) {
            location.reload();
            return;
        }
        if (!answer.ok) throw new Error(`${answer.status}`);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        board().replaceWith(page.getElementById("board"));
        lost.hidden = true;
    } catch {
        lost.textContent = "No connection to the desk. What you see may be old; trying again.";
        lost.hidden = false;
    }
}

// Many changes at once are one look.
function soon() {
    waiting ??= setTimeout(refresh, 800);
}

if (board()) {
    const source = new EventSource(stream);
    for (const kind of ["ticket", "change", "open", "error"]) source.addEventListener(kind, soon);
    document.addEventListener("duly:stale", soon);
    setInterval(soon, 30_000);
    addEventListener("pagehide", () => source.close());
}
