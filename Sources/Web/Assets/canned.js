// Canned replies, and links to articles, stand where the cursor is, in the field that was written in last. They are
// read before they go.

const ticket = document.querySelector("[data-ticket]");
const reply = document.getElementById("reply-text");
let field = reply;

document.addEventListener("focusin", (event) => {
    if (event.target.matches("form.reply textarea, .act textarea")) field = event.target;
});

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
    to.setRangeText(words, to.selectionStart, to.selectionEnd, "end");
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
