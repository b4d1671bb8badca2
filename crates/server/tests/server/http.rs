use serde_json::{Value, json};

use crate::server::{Server, agent, new_folder};

fn header<'a>(response: &'a ureq::http::Response<ureq::Body>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[test]
fn health_is_seen_from_every_origin_in_development() {
    let server = Server::dev(&[]);
    let url = format!("{}/healthz", server.url());
    let response = agent().get(url).header("Origin", "http://localhost:5173").call().unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, "access-control-allow-origin"), "*");
}

#[test]
fn a_token_is_made_for_an_empty_body() {
    let server = Server::dev(&[]);
    for body in ["", "{}", " \n", "null", r#"{"userId":null,"kind":null}"#] {
        let (status, made) = server.post_token(body.as_bytes());
        assert_eq!(status, 200, "{body}: {made}");
        let guid = made["user"]["microsoftTeamsUserId"].as_str().unwrap();
        assert!(offhook_protocol::is_guid(guid));
        assert_eq!(made["rawId"], format!("8:orgid:{guid}"));
        let claims = claims(&made);
        assert_eq!(claims["sub"], made["rawId"]);
        assert_eq!(claims["iss"], server.url());
        assert_eq!(claims["scp"], "voip");
        assert!(offhook_protocol::is_guid(claims["tid"].as_str().unwrap()));
        assert!(offhook_protocol::is_guid(claims["jti"].as_str().unwrap()));
        assert!(claims["exp"].as_u64() > claims["iat"].as_u64());
        assert!(made["expiresOn"].as_str().unwrap().ends_with('Z'));
    }
}

#[test]
fn a_token_is_made_as_it_is_asked_for() {
    let server = Server::dev(&[]);
    let guid = "5b20a0a0-7f6c-4a4e-8a6b-6a1c1f0b5a01";
    let tenant = "6f4c1b1e-21a4-4f0e-b4f4-1b9a1c5c7a02";
    let made = server.new_user(json!({
        "userId": guid, "displayName": "Älice", "kind": "communication", "tenantId": tenant,
        "expiresIn": -60, "scopes": ["chat", "x"], "whatever": 1,
    }));
    let claims = claims(&made);
    let raw_id = made["rawId"].as_str().unwrap();
    assert!(raw_id.starts_with("8:acs:") && raw_id.ends_with(&format!("_{guid}")), "{raw_id}");
    assert_eq!(made["user"], json!({ "communicationUserId": raw_id }));
    assert_eq!(
        (&claims["name"], &claims["tid"], &claims["scp"]),
        (&json!("Älice"), &json!(tenant), &json!("chat x"))
    );
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), -60);
}

#[test]
fn a_communication_user_has_no_tenant() {
    let server = Server::dev(&[]);
    let made = server.new_user(json!({ "kind": "communication" }));
    assert_eq!(claims(&made).get("tid"), None);
}

#[test]
fn what_makes_no_sense_gets_an_error_that_names_it() {
    let server = Server::dev(&[]);
    let cases = [
        (r#"{"userId":"alice"}"#, "userId"),
        (r#"{"userId":""}"#, "userId"),
        (r#"{"userId":7}"#, "string"),
        (r#"{"tenantId":"contoso"}"#, "tenantId"),
        (r#"{"kind":"phone"}"#, "phone"),
        (r#"{"expiresIn":"soon"}"#, "soon"),
        (r#"{"expiresIn":99999999999999}"#, "expiresIn"),
        (r#"{"scopes":"voip"}"#, "voip"),
        ("{", "EOF"),
        ("[1]", "invalid"),
    ];
    for (body, named) in cases {
        let (status, answer) = server.post_token(body.as_bytes());
        assert_eq!((status, &answer["error"]["code"]), (400, &json!("BadRequest")), "{body}: {answer}");
        let message = answer["error"]["message"].as_str().unwrap();
        assert!(message.contains(named), "{body}: {message}");
    }
}

#[test]
fn the_issuer_is_how_the_server_was_reached() {
    let server = Server::dev(&[]);
    let ask = |host: &str| {
        let request = agent().post(format!("{}/dev/token", server.url())).header("Host", host);
        let mut response = request.send_empty().unwrap();
        (response.status().as_u16(), response.body_mut().read_json::<Value>().unwrap())
    };
    let (_, made) = ask("laptop.lan:8080");
    assert_eq!(claims(&made)["iss"], "http://laptop.lan:8080");
    let (status, answer) = ask("user@evil.example");
    assert_eq!(status, 400, "{answer}");
}

#[test]
fn a_page_of_another_port_may_ask_for_a_token() {
    let server = Server::dev(&[]);
    let url = format!("{}/dev/token", server.url());
    let preflight = agent()
        .run(
            ureq::http::Request::options(url)
                .header("Origin", "http://localhost:5173")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .body(())
                .unwrap(),
        )
        .unwrap();
    assert_eq!(preflight.status(), 200);
    assert_eq!(header(&preflight, "access-control-allow-origin"), "*");
    assert_eq!(header(&preflight, "access-control-allow-headers"), "content-type");
}

#[test]
fn pages_of_allowed_origins_may_send_what_clients_of_graph_send() {
    let flags = ["--server.public-url", "https://calls.contoso.com", "--auth.secret", &"s".repeat(32)];
    let origins = ["--server.allowed-origins", "https://app.contoso.com"];
    let server = Server::in_folder(new_folder(), &[&flags[..], &origins].concat());
    let ask = |method: &str, origin: &str, wanted: (&str, &str)| {
        let request = ureq::http::Request::builder().method(method).header("Origin", origin);
        let request = request.uri(format!("{}/v1.0/chats", server.url()));
        let (method, headers) = wanted;
        let request = request.header("Access-Control-Request-Method", method);
        agent().run(request.header("Access-Control-Request-Headers", headers).body(()).unwrap()).unwrap()
    };
    let headers = "authorization,client-request-id,content-type,sdkversion";
    for method in ["GET", "POST", "PATCH", "DELETE"] {
        let preflight = ask("OPTIONS", "https://app.contoso.com", (method, headers));
        assert_eq!(header(&preflight, "access-control-allow-origin"), "https://app.contoso.com");
        let methods = header(&preflight, "access-control-allow-methods");
        assert!(methods.split(',').any(|allowed| allowed == method), "{methods}");
        // By name: a `*` does not stand for `authorization`.
        assert_eq!(header(&preflight, "access-control-allow-headers"), headers);
        let stranger = ask("OPTIONS", "https://evil.example", (method, headers));
        assert_eq!(header(&stranger, "access-control-allow-origin"), "");
    }
    let refused = ask("GET", "https://app.contoso.com", ("GET", headers));
    assert_eq!(refused.status(), 401);
    assert_eq!(header(&refused, "access-control-allow-origin"), "https://app.contoso.com");
}

#[test]
fn a_page_is_at_the_root_and_nothing_elsewhere() {
    let server = Server::dev(&[]);
    let page = agent().get(format!("{}/", server.url())).call().unwrap();
    assert_eq!(page.status(), 200);
    assert_eq!(header(&page, "content-type"), "text/html; charset=utf-8");
    assert_eq!(header(&page, "cache-control"), "no-cache");
    // Only the page itself has one, and not what stands for it in a build without it.
    if let Some(tag) = page.headers().get("etag") {
        let again = agent().get(format!("{}/", server.url())).header("If-None-Match", tag).call().unwrap();
        assert_eq!(again.status(), 304);
    }
    let mut nothing = agent().get(format!("{}/../Cargo.toml", server.url())).call().unwrap();
    assert_eq!(nothing.status(), 404);
    assert_eq!(nothing.body_mut().read_json::<Value>().unwrap()["error"]["code"], "NotFound");
}

#[test]
fn a_body_of_a_megabyte_is_refused() {
    let server = Server::dev(&[]);
    let body = format!(r#"{{"displayName":"{}"}}"#, "x".repeat(1 << 20));
    // The answer comes, and the connection ends, while the body is still being written; who is slow sees only that.
    if let Ok(answer) = agent().post(format!("{}/dev/token", server.url())).send(body) {
        assert_eq!(answer.status(), 413);
    }
    assert_eq!(server.post_token(b"").0, 200);
}

/// What a token says, without looking at its signature.
fn claims(made: &Value) -> Value {
    claims_of(made["token"].as_str().unwrap())
}

/// What a token says.
pub(crate) fn claims_of(token: &str) -> Value {
    jsonwebtoken::dangerous::insecure_decode(token).unwrap().claims
}
