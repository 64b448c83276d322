// Canned replies, and links to articles, stand where the cursor is, in the field that was written in last. They are
// read before they go.

const ticket = document.querySelector("[data-ticket]");
const reply = document.getElementById("reply-text");
const fields = "form.reply textarea, .act textarea";
let field = reply;

document.addEventListener("focusin", (event) => {
    if (event.target.matches(fields)) field = event.target;
});

// Where the cursor was when something was last done there: on a busy machine a field that has lost the focus to the
// palette may say that it stands before all that was written.
const cursors = new WeakMap();
for (const name of ["input", "keyup", "pointerup", "select"]) {
    document.addEventListener(name, ({ target }) => {
        if (target.matches?.(fields)) cursors.set(target, [target.selectionStart, target.selectionEnd]);
    });
}

function say(words) {
    document.getElementById("said").textContent = words;
}

export function insertCanned(number) {
    return insert("canned-replies", number, "This canned reply could not be read. Open the page again.");
}

async function insert(noun, number, problem) {
    const to = field?.isConnected ? field : document.getElementById("reply-text");
    if (!ticket || !to) return;
    const answer = await fetch(`/tickets/${ticket.dataset.ticket}/${noun}/${encodeURIComponent(number)}`);
    if (!answer.ok || answer.redirected) return say(problem);
    const words = await answer.text();
    to.focus();
    const [start, end] = cursors.get(to) ?? [to.selectionStart, to.selectionEnd];
    to.setRangeText(words, Math.min(start, to.value.length), Math.min(end, to.value.length), "end");
    to.dispatchEvent(new Event("input", { bubbles: true }));
    say("Put in. Read it before you send it.");
}

document.getElementById("insert-canned")?.addEventListener("click", (event) => {
    event.preventDefault();
    field = reply;
    insertCanned(document.getElementById("reply-canned").value);
});

document.getElementById("insert-article")?.addEventListener("click", (event) => {
    event.preventDefault();
    field = reply;
    const number = document.getElementById("reply-article").value;
    insert("articles", number, "This article is no longer there. Open the page again.");
});
