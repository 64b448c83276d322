// Canned replies stand where the cursor is, in the field that was written in last. They are read before they go.

const ticket = document.querySelector("[data-ticket]");
const reply = document.getElementById("reply-text");
let field = reply;

document.addEventListener("focusin", (event) => {
    if (event.target.matches("form.reply textarea, .act textarea")) field = event.target;
});

function say(words) {
    document.getElementById("said").textContent = words;
}

export async function insertCanned(number) {
    const to = field?.isConnected ? field : document.getElementById("reply-text");
    if (!ticket || !to) return;
    const answer = await fetch(`/tickets/${ticket.dataset.ticket}/canned-replies/${encodeURIComponent(number)}`);
    if (!answer.ok || answer.redirected) return say("This canned reply could not be read. Open the page again.");
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
