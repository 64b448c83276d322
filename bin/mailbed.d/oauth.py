"""The token server of bin/mailbed: OAuth2 refresh with rotation, and introspection for Dovecot.

POST /token       grant_type=refresh_token: a new access token and a new refresh token; the old one ends.
POST /introspect  token=...: who it is for, while it is valid.
POST /control     {"expires_in": 2}, {"refuse": true} or {"revoke": true} for tests.
"""
import http.server, json, os, sys, threading, time, urllib.parse

port, path = int(sys.argv[1]), sys.argv[2]
lock = threading.Lock()
state = {"refresh": "refresh-0", "number": 0, "access": {}, "expires_in": 3600, "refuse": False, "refreshed": 0}
if os.path.exists(path):
    with open(path) as file:
        state.update(json.load(file))


def keep():
    with open(path + ".new", "w") as file:
        json.dump(state, file)
    os.replace(path + ".new", path)


def refresh(form):
    if form.get("client_id") != "duly" or form.get("client_secret", "client-secret") != "client-secret":
        return 401, {"error": "invalid_client", "error_description": "no such client"}
    if state["refuse"] or form.get("refresh_token") != state["refresh"]:
        return 400, {"error": "invalid_grant", "error_description": "the refresh token is not valid"}
    state["number"] += 1
    state["refreshed"] += 1
    access = "access-%d" % state["number"]
    state["refresh"] = "refresh-%d" % state["number"]
    state["access"] = {access: time.time() + state["expires_in"]}
    keep()
    return 200, {
        "access_token": access, "token_type": "Bearer", "expires_in": state["expires_in"],
        "refresh_token": state["refresh"],
    }


def introspect(form):
    active = state["access"].get(form.get("token", ""), 0) > time.time()
    return 200, {"active": True, "username": "oauth@imap.test"} if active else {"active": False}


def control(order):
    if order.pop("revoke", False):
        state["access"] = {}
    state.update(order)
    keep()
    return 200, {}


class Answer(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {name: values[-1] for name, values in urllib.parse.parse_qs(body).items()}
        acts = {
            "/token": lambda: refresh(form), "/introspect": lambda: introspect(form),
            "/control": lambda: control(json.loads(body)),
        }
        with lock:
            act = acts.get(urllib.parse.urlparse(self.path).path, lambda: (404, {}))
            status, answer = act()
        text = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


keep()
http.server.ThreadingHTTPServer(("127.0.0.1", port), Answer).serve_forever()
