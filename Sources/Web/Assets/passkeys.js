// Passkeys: the device is asked here, and the form carries its answer. Without scripts the other ways remain.

function bytes(text) {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
    const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
    return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function keys(list) {
    return (list ?? []).map((id) => ({ type: "public-key", id: bytes(id) }));
}

async function made(asked) {
    const credential = await navigator.credentials.create({
        publicKey: {
            challenge: bytes(asked.challenge),
            rp: { id: asked.site, name: asked.desk },
            user: { id: bytes(asked.handle), name: asked.account, displayName: asked.name },
            pubKeyCredParams: asked.algorithms.map((alg) => ({ type: "public-key", alg })),
            excludeCredentials: keys(asked.credentials),
            authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
            attestation: "none",
        },
    });
    return {
        credential: credential.id,
        client: text(credential.response.clientDataJSON),
        said: text(credential.response.attestationObject),
    };
}

async function used(asked) {
    const credential = await navigator.credentials.get({
        publicKey: {
            challenge: bytes(asked.challenge),
            rpId: asked.site,
            allowCredentials: keys(asked.credentials),
            userVerification: "required",
        },
    });
    return {
        credential: credential.id,
        client: text(credential.response.clientDataJSON),
        said: text(credential.response.authenticatorData),
        signature: text(credential.response.signature),
        handle: credential.response.userHandle ? text(credential.response.userHandle) : "",
    };
}

function why(error, asked) {
    switch (error.name) {
        case "NotAllowedError": return "Nothing was sent: the device was not used, or it took too long.";
        case "InvalidStateError": return "This device has a passkey for the desk already.";
        case "SecurityError": return `Passkeys work at ${asked.site} alone. Open the desk there.`;
        default: return `The device could not do it (${error.name}).`;
    }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    const missing = form.parentElement.querySelector("[data-no-passkey]");
    if (missing) missing.hidden = true;
    form.addEventListener("submit", async (event) => {
        if (form.elements.credential.value) return;
        event.preventDefault();
        event.stopPropagation();
        const asked = JSON.parse(form.dataset.asked);
        const trouble = form.querySelector("[role=alert]");
        trouble.textContent = "";
        try {
            const answer = form.dataset.passkey === "make" ? await made(asked) : await used(asked);
            for (const [name, value] of Object.entries(answer)) form.elements[name].value = value;
            form.requestSubmit();
        } catch (error) {
            trouble.textContent = why(error, asked);
        }
    });
}
