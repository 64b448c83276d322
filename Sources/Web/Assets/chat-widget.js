// The chat on the provider's own site: one script tag. It adds a button and, once that is pressed, a frame of the
// desk's. The frame may run scripts and send forms of its own origin; it can't leave its frame or open windows.
(() => {
    "use strict";
    const script = document.currentScript;
    const desk = new URL(script.src).origin;
    const label = script.dataset.label || "Chat with us";
    let frame = null;

    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.setAttribute("aria-expanded", "false");
    Object.assign(button.style, {
        position: "fixed", insetInlineEnd: "16px", insetBlockEnd: "16px", zIndex: "2147483000", minHeight: "44px",
        padding: "8px 20px", border: "0", borderRadius: "22px", background: "#1a56b0", color: "#ffffff",
        font: "600 16px/1.4 system-ui, sans-serif", cursor: "pointer",
    });

    function open() {
        frame = document.createElement("iframe");
        frame.title = label;
        frame.src = `${desk}/chat`;
        frame.setAttribute("sandbox", "allow-scripts allow-forms allow-same-origin");
        frame.referrerPolicy = "no-referrer";
        Object.assign(frame.style, {
            position: "fixed", insetInlineEnd: "16px", insetBlockEnd: "72px", zIndex: "2147483000",
            inlineSize: "min(380px, calc(100vw - 32px))", blockSize: "min(560px, calc(100vh - 96px))",
            border: "1px solid #85888f", borderRadius: "6px", background: "#ffffff",
            boxShadow: "0 8px 40px rgb(0 0 0 / 0.25)",
        });
        document.body.append(frame);
    }

    function toggle() {
        if (!frame) open();
        else frame.hidden = !frame.hidden;
        const isShown = !frame.hidden;
        frame.style.display = isShown ? "block" : "none";
        button.setAttribute("aria-expanded", String(isShown));
        button.textContent = isShown ? "Close" : label;
    }
    button.addEventListener("click", toggle);

    const add = () => document.body.append(button);
    if (document.body) add();
    else addEventListener("DOMContentLoaded", add);
})();
