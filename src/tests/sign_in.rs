//! The whole way: an app, the core, and a WebSocket that a script answers.

use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{ALICE, BOB, app, app_async, json};
use super::tokens::{claims_of, jwt};
use crate::api::call_client::CallClient;

/// A `WebSocket` that welcomes everybody and answers every request, until it is put back.
const SERVER: &str = r"
    class Socket extends EventTarget {
        constructor(url, protocol) {
            super();
            Object.assign(this, { url, protocol, readyState: 0, sent: 0 });
            Socket.all.push(this);
            setTimeout(() => { this.readyState = 1; this.dispatchEvent(new Event('open')); });
        }
        send(text) {
            const { seq = 0, message } = JSON.parse(text);
            if (message?.hello) {
                this.say({ welcome: { version: 1, session: 's', endpoint: 'e', resumed: false, lossTimeout: 1000 } }, 0);
            } else if (seq) {
                this.say({ done: { request: seq } }, ++this.sent, seq);
            }
        }
        say(message, seq, ack = 0) {
            const data = JSON.stringify({ seq, ack, message });
            setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
        }
        close(code) { this.readyState = 3; this.closed = code; }
    }
    Socket.CONNECTING = 0;
    Socket.all = [];
    const real = globalThis.WebSocket;
    globalThis.WebSocket = Socket;
    const attempt = async promise => { try { return await promise } catch (error) { return [error.code, error.subCode] } };
    const credential = jwt => ({ getToken: async () => ({ token: jwt, expiresOnTimestamp: 4102444800000 }) });
";

async fn with_server<const N: usize>(code: &str, values: [(&str, JsValue); N]) -> String {
    let code = [SERVER, "try {", code, "} finally { globalThis.WebSocket = real; }"].concat();
    json(&app_async(&code, values.each_ref().map(|(name, value)| (*name, value))).await)
}

fn client() -> JsValue {
    JsValue::from(CallClient::new(&app("return {}", [])).ok())
}

fn token(user: &str) -> JsValue {
    jwt(&claims_of(user)).into()
}

#[wasm_bindgen_test]
async fn an_agent_is_connected_when_it_is_there_and_its_calls_begin_at_once() {
    let seen = with_server(
        "const proxy = new Proxy(credential(alice), {});
         const agent = await client.createTeamsCallAgent(proxy, { undefined: undefined });
         const seen = [agent.kind, agent.connectionState, Socket.all[0].url, Socket.all[0].protocol];
         agent.on('callsUpdated', ({ added, removed }) =>
             seen.push('calls', added[0] === call, removed[0] === call, call.state));
         const call = agent.startCall({ microsoftTeamsUserId: 'bbbbbbbb-0000-4000-8000-000000000002' });
         call.on('stateChanged', () => seen.push(call.state));
         seen.push(agent.calls.length, call.state, call.direction, call.isMuted);
         await call.hangUp();
         seen.push(call.state, call.callEndReason.code, agent.calls.length);
         await agent.dispose();
         seen.push(await attempt(call.mute()), Socket.all.length, Socket.all[0].closed);
         return seen;",
        [("client", client()), ("alice", token(ALICE))],
    );
    assert_eq!(
        seen.await,
        "[\"TeamsCallAgent\",\"Connected\",\"ws://127.0.0.1:1/base/v1/signaling\",\"offhook.v1\",0,\"None\",\"Outgoing\",\
         false,\"calls\",true,false,\"None\",\"Connecting\",\"Disconnecting\",\"calls\",false,true,\"Disconnecting\",\
         \"Disconnected\",\"Disconnected\",487,0,[400,40604],1,1000]"
    );
}

#[wasm_bindgen_test]
async fn a_client_has_one_agent_at_a_time_and_so_has_a_user() {
    let seen = with_server(
        "const seen = [], first = client.createTeamsCallAgent(credential(alice));
         seen.push(await attempt(client.createTeamsCallAgent(credential(alice))));
         const agent = await first;
         seen.push(await attempt(client.createTeamsCallAgent(credential(bob))));
         seen.push(await attempt(other.createTeamsCallAgent(credential(alice))));
         const second = await other.createTeamsCallAgent(credential(bob));
         await agent.dispose();
         await agent.dispose();
         const again = await client.createTeamsCallAgent(credential(alice));
         seen.push(again === agent, again.connectionState);
         try { agent.startCall({ microsoftTeamsUserId: 'bbbbbbbb-0000-4000-8000-000000000002' }) }
         catch (error) { seen.push([error.code, error.subCode]) }
         await client.dispose();
         await other.dispose();
         seen.push(await attempt(client.createTeamsCallAgent(credential(alice))), await attempt(client.getDeviceManager()));
         return seen;",
        [("client", client()), ("other", client()), ("alice", token(ALICE)), ("bob", token(BOB))],
    );
    let codes = "[409,40230],[409,40230],[409,40230],false,\"Connected\",[400,40604],[400,40604],[400,40604]";
    assert_eq!(seen.await, format!("[{codes}]"));
}

#[wasm_bindgen_test]
async fn a_bad_credential_is_refused_and_leaves_the_client_free() {
    let seen = with_server(
        "const seen = [];
         for (const wrong of [undefined, {}, { getToken: 1 }, credential('nonsense'), credential(undefined), credential(visitor),
                              { getToken: () => { throw new Error('offline') } }, { getToken: async () => { throw 1 } }]) {
             seen.push(await attempt(client.createTeamsCallAgent(wrong)));
         }
         seen.push(await attempt(client.createTeamsCallAgent(credential(alice), { displayName: 'Alice' })));
         const agent = await client.createTeamsCallAgent({ getToken: () => ({ token: alice }) });
         seen.push(agent.connectionState, Socket.all.length);
         await agent.dispose();
         return seen;",
        [
            ("client", client()),
            ("alice", token(ALICE)),
            ("visitor", token("8:acs:a_b")),
        ],
    );
    let refused = "[401,10009],[401,10009],[403,40231],[401,10009],[401,10009]";
    assert_eq!(seen.await, format!("[[400,0],[400,0],[400,0],{refused},[400,44214],\"Connected\",1]"));
}

/// Firefox closes connections before it fires `pagehide`, and fires `close` when it has time.
#[wasm_bindgen_test]
async fn a_page_whose_connection_is_closing_says_goodbye_by_a_request() {
    let said = with_server(
        "const agent = await client.createTeamsCallAgent(credential(alice)), said = [];
         navigator.sendBeacon = (url, body) => said.push(url, body.trim().split('\\n').map(line => JSON.parse(line).message).map(it => it.hello?.resume?.session ?? it));
         try {
             Socket.all[0].readyState = 2;
             dispatchEvent(new Event('pagehide'));
             return [said, Socket.all[0].closed];
         } finally { delete navigator.sendBeacon; await agent.dispose(); }",
        [("client", client()), ("alice", token(ALICE))],
    );
    assert_eq!(said.await, "[[\"http://127.0.0.1:1/base/v1/signaling\",[\"s\",\"bye\"]],null]");
}
