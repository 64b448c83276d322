// Ctrl+Enter, on a Mac also Cmd+Enter, sends the form in which one types; with Shift a reply resolves too.

function buttonOf(form, isResolving) {
    const resolves = form.querySelector("#reply-resolve");
    if (isResolving && resolves) return resolves;
    // Of two that stand for one another only one is shown; what has an address of its own sends nothing.
    return [...form.querySelectorAll("button[type=submit]:not([formaction])")]
        .find((button) => button !== resolves && button.getClientRects().length);
}

document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const form = event.target.closest("textarea, input, select")?.form;
    if (form?.method !== "post" || event.defaultPrevented) return;
    const button = buttonOf(form, event.shiftKey);
    if (!button?.getClientRects().length) return;
    event.preventDefault();
    if (!event.repeat) form.requestSubmit(button);
});
