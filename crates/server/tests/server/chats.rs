//! Chats, asked for as Microsoft Graph's clients do.

use serde_json::{Value, json};
use ureq::http::Method;

use crate::graph::{User, ask, assert_refused, group, json_of, member};
use crate::server::{Server, new_folder};

const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
const STRANGER: &str = "5b20a0a0-7f6c-4a4e-8a6b-6a1c1f0b5aff";

#[test]
fn a_group_chat_is_what_was_asked_for() {
    let server = Server::dev(&[]);
    let (alice, bob) = (User::new(&server, "Alice"), User::new(&server, "Bob"));
    let mut wanted = group(&[&alice, &bob]);
    wanted["topic"] = json!("Lunch");
    wanted["members"][1]["roles"] = json!(["guest"]);
    wanted["members"][1]["tenantId"] = json!("6f4c1b1e-21a4-4f0e-b4f4-1b9a1c5c7a02");
    let (status, made) = alice.post("/chats", &wanted);
    assert_eq!(status, 201, "{made}");
    assert_eq!(made["@odata.context"], format!("{}/v1.0/$metadata#chats/$entity", server.url()));
    assert_eq!((&made["chatType"], &made["topic"]), (&json!("group"), &json!("Lunch")));
    assert_eq!(made["createdDateTime"], made["lastUpdatedDateTime"]);
    assert!(offhook_protocol::is_guid(made["tenantId"].as_str().unwrap()));
    let id = made["id"].as_str().unwrap();
    let hex = id.strip_prefix("19:").and_then(|id| id.strip_suffix("@thread.v2")).unwrap();
    assert!(hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");

    // Bob shows his name by asking.
    let encoded = id.replace(':', "%3A").replace('@', "%40");
    assert_eq!(bob.get(&format!("/chats/{encoded}")), (200, made.clone()));
    let (status, members) = alice.get(&format!("/chats/{encoded}/members"));
    assert_eq!((status, &members["@odata.count"]), (200, &json!(2)), "{members}");
    let [first, second] = &members["value"].as_array().unwrap()[..] else { panic!("{members}") };
    assert_eq!((&first["userId"], &first["roles"]), (&json!(alice.guid), &json!(["owner"])));
    assert_eq!(first["tenantId"], made["tenantId"]);
    assert_eq!(first["@odata.type"], "#microsoft.graph.aadUserConversationMember");
    assert_eq!((&second["displayName"], &second["roles"]), (&json!("Bob"), &json!(["guest"])));
    assert_eq!(second["tenantId"], "6f4c1b1e-21a4-4f0e-b4f4-1b9a1c5c7a02");
    assert_eq!(second["visibleHistoryStartDateTime"], "0001-01-01T00:00:00Z");
    let (_, expanded) = alice.get(&format!("/chats/{id}?$expand=members"));
    assert_eq!(expanded["members"], members["value"]);
    let one = alice.get(&format!("/chats/{id}/members/{}", second["id"].as_str().unwrap()));
    assert_eq!((one.0, &one.1["userId"]), (200, &json!(bob.guid)));
}

#[test]
fn two_people_get_the_chat_that_they_have() {
    let server = Server::dev(&[]);
    let (alice, bob) = (User::new(&server, "Alice"), User::new(&server, "Bob"));
    let wanted =
        |members: [&User; 2]| json!({ "chatType": "oneOnOne", "members": members.map(User::member) });
    let (status, made) = alice.post("/chats", &wanted([&alice, &bob]));
    assert_eq!((status, &made["chatType"], &made["topic"]), (201, &json!("oneOnOne"), &Value::Null));
    assert_eq!(bob.post("/chats", &wanted([&bob, &alice])), (201, made.clone()));
    let id = made["id"].as_str().unwrap();
    let more = alice.post(&format!("/chats/{id}/members"), &member(STRANGER));
    assert_refused(more, 403, "Forbidden", "group chat");
    let bobs = alice.membership(id, &bob.guid);
    assert_refused(bob.delete(&format!("/chats/{id}/members/{bobs}")), 403, "Forbidden", "two members");
}

#[test]
fn members_come_and_go() {
    let server = Server::dev(&[]);
    let [alice, bob, carol] = ["Alice", "Bob", "Carol"].map(|name| User::new(&server, name));
    let mut wanted = group(&[&alice, &bob]);
    wanted["members"][1].as_object_mut().unwrap().remove("roles");
    let id = alice.create(&wanted);
    let members = format!("/chats/{id}/members");
    let new = json!({ "user@odata.bind": format!("https://calls.example/v1.0/users/{}", carol.guid) });
    let response = ask(&server, &bob.token, Method::POST, &members, &new.to_string());
    let location = response.headers()["location"].to_str().unwrap().to_owned();
    let (status, added) = json_of(response);
    assert_eq!((status, &added["userId"], &added["roles"]), (201, &json!(carol.guid), &json!([])), "{added}");
    let path = location.strip_prefix(&format!("{}/v1.0", server.url())).unwrap();
    let (status, read) = carol.get(path);
    assert_eq!((status, &read["displayName"]), (200, &json!("Carol")), "{read}");
    assert_eq!(read["visibleHistoryStartDateTime"], added["visibleHistoryStartDateTime"]);
    assert!(!read["visibleHistoryStartDateTime"].as_str().unwrap().starts_with("0001"));
    assert_refused(bob.post(&members, &carol.member()), 409, "Conflict", "already");

    assert_refused(bob.delete(path), 403, "Forbidden", "owner");
    assert_eq!(alice.delete(path).0, 204);
    assert_refused(alice.delete(path), 404, "NotFound", "member");
    assert_refused(carol.get(&members), 403, "Forbidden", "not in this chat");
    let bobs = alice.membership(&id, &bob.guid);
    assert_eq!(bob.delete(&format!("{members}/{bobs}")).0, 204);
    let alices = alice.membership(&id, &alice.guid);
    assert_eq!(alice.delete(&format!("{members}/{alices}")).0, 204);
    assert_refused(alice.get(&members), 404, "NotFound", "chat");
}

#[test]
fn a_stranger_sees_and_changes_nothing() {
    let server = Server::dev(&[]);
    let [alice, bob, mallory] = ["Alice", "Bob", "Mallory"].map(|name| User::new(&server, name));
    let id = alice.create(&group(&[&alice, &bob]));
    let bobs = alice.membership(&id, &bob.guid);
    let paths =
        [format!("/chats/{id}"), format!("/chats/{id}/members"), format!("/chats/{id}/members/{bobs}")];
    for path in &paths {
        assert_refused(mallory.get(path), 403, "Forbidden", "not in this chat");
        assert_refused(mallory.get(&path.replace("19:", "19:0")), 404, "NotFound", "chat");
    }
    assert_refused(mallory.post(&paths[1], &mallory.member()), 403, "Forbidden", "not in this chat");
    assert_refused(mallory.delete(&paths[2]), 403, "Forbidden", "not in this chat");
    // A membership that Mallory has elsewhere opens nothing here.
    let own = mallory.create(&group(&[&mallory]));
    let foreign = mallory.membership(&own, &mallory.guid);
    assert_refused(mallory.delete(&format!("{}/{foreign}", paths[1])), 403, "Forbidden", "not in this chat");
    assert_refused(alice.delete(&format!("{}/{foreign}", paths[1])), 404, "NotFound", "member");
    assert_eq!(mallory.get("/me/chats").1["@odata.count"], 1);
    assert_eq!(alice.get(&paths[1]).1["@odata.count"], 2);
}

#[test]
fn nobody_holds_a_place_in_a_group_only() {
    let server = Server::dev(&[]);
    let alice = User::new(&server, "Alice");
    let mut wanted = json!({ "chatType": "group", "members": [alice.member(), member(NOBODY)] });
    let id = alice.create(&wanted);
    let place = alice.membership(&id, NOBODY);
    assert_eq!(alice.delete(&format!("/chats/{id}/members/{place}")).0, 204);
    assert_eq!(alice.post(&format!("/chats/{id}/members"), &member(NOBODY)).0, 201);
    wanted["chatType"] = json!("oneOnOne");
    assert_refused(alice.post("/chats", &wanted), 400, "BadRequest", "nobody");
    let token = format!("Bearer {}", server.new_token(json!({ "userId": NOBODY })));
    let nobody = User { server: &server, guid: NOBODY.to_owned(), token };
    assert_refused(nobody.get(&format!("/chats/{id}")), 403, "Forbidden", "Teams users");
}

#[test]
fn a_chat_that_makes_no_sense_is_not_made() {
    let server = Server::dev(&[]);
    let (alice, bob) = (User::new(&server, "Alice"), User::new(&server, "Bob"));
    let with = |path: &str, value: Value| {
        let mut body = group(&[&alice, &bob]);
        *body.pointer_mut(path).unwrap() = value;
        body
    };
    let topic = |text: &str| {
        let mut body = group(&[&alice, &bob]);
        body["topic"] = json!(text);
        body
    };
    let bind = "/members/1/user@odata.bind";
    let cases = [
        (json!(["group", null, [alice.member()]]), "object"),
        (json!({}), "chatType"),
        (json!({ "chatType": "group" }), "members"),
        (with("/chatType", json!("meeting")), "meeting"),
        (with("/members", json!([bob.member()])), &alice.guid),
        (with("/members", json!([alice.member(), alice.member()])), "twice"),
        (with("/members/1/roles", json!(["admin"])), "admin"),
        (with("/members/1/roles", json!(["owner", "guest"])), "roles"),
        (with("/members/1/@odata.type", json!("#microsoft.graph.user")), "aadUserConversationMember"),
        (with(bind, json!("https://graph.microsoft.com/v1.0/users('bob@contoso.com')")), "bob@contoso.com"),
        (with(bind, json!(format!("https://graph.microsoft.com/v1.0/groups/{STRANGER}"))), "groups"),
        (with(bind, json!(format!("users('{STRANGER}"))), "user@odata.bind"),
        (topic(&"ä".repeat(251)), "251"),
        (json!({ "chatType": "oneOnOne", "members": [alice.member()] }), "exactly two"),
        (json!({ "chatType": "oneOnOne", "topic": "x", "members": [alice.member(), bob.member()] }), "topic"),
    ];
    for (body, named) in &cases {
        assert_refused(alice.post("/chats", body), 400, "BadRequest", named);
    }
    alice.create(&topic(&"ä".repeat(250)));
}

#[test]
fn a_request_that_makes_no_sense_is_named() {
    let server = Server::dev(&[]);
    let alice = User::new(&server, "Alice");
    let id = alice.create(&group(&[&alice]));
    let add = |name: &str, value: &str| {
        let mut body = member(STRANGER);
        body[name] = json!(value);
        alice.post(&format!("/chats/{id}/members"), &body)
    };
    assert_refused(add("tenantId", "contoso"), 400, "BadRequest", "tenantId");
    let history = "visibleHistoryStartDateTime";
    assert_refused(add(history, "yesterday"), 400, "BadRequest", history);
    let (status, added) = add(history, "2026-01-31T09:30:00Z");
    assert_eq!((status, &added[history]), (201, &json!("2026-01-31T09:30:00.000Z")));
    assert_refused(alice.get("/me/chats?%24top=0"), 400, "BadRequest", "$top");
    assert_refused(alice.get("/me/chats?$filter=x"), 400, "BadRequest", "$filter");
    assert_refused(alice.ask(Method::PUT, "/chats", &json!({})), 405, "MethodNotAllowed", "method");
    assert_refused(alice.get("/me/teams"), 404, "NotFound", "path");
    assert_refused(alice.post(&format!("/chats/{id}/messages"), &json!({})), 404, "NotFound", "path");
}

#[test]
fn there_are_250_members_at_most() {
    let server = Server::dev(&[]);
    let alice = User::new(&server, "Alice");
    let guids = (0..249).map(|number| format!("5b20a0a0-7f6c-4a4e-8a6b-{number:012x}"));
    let mut members: Vec<Value> = guids.map(|guid| member(&guid)).chain([alice.member()]).collect();
    for member in &mut members {
        member["tenantId"] = json!("6f4c1b1e-21a4-4f0e-b4f4-1b9a1c5c7a02");
        member["visibleHistoryStartDateTime"] = json!("0001-01-01T00:00:00Z");
    }
    let id = alice.create(&json!({ "chatType": "group", "members": members }));
    assert_eq!(alice.get(&format!("/chats/{id}/members")).1["@odata.count"], 250);
    let one_more = alice.post(&format!("/chats/{id}/members"), &member(STRANGER));
    assert_refused(one_more, 400, "BadRequest", "250");
    members.push(member(STRANGER));
    let too_many = alice.post("/chats", &json!({ "chatType": "group", "members": members }));
    assert_refused(too_many, 400, "BadRequest", "250");
    let huge = json!({ "chatType": "group", "topic": "x".repeat(1 << 18), "members": members });
    assert_refused(alice.post("/chats", &huge), 413, "RequestEntityTooLarge", "body");
}

#[test]
fn a_list_has_next_parts() {
    let server = Server::dev(&[]);
    let (alice, bob) = (User::new(&server, "Alice"), User::new(&server, "Bob"));
    let ids: Vec<String> = (0..51).map(|_| alice.create(&group(&[&alice, &bob]))).collect();
    let read = |first: &str| {
        let (mut next, mut parts) = (Some(first.to_owned()), Vec::new());
        while let Some(path) = next {
            let (status, part) = alice.get(&path);
            assert_eq!(status, 200, "{part}");
            let link = part["@odata.nextLink"].as_str();
            next = link.map(|link| link.strip_prefix(&format!("{}/v1.0", server.url())).unwrap().to_owned());
            parts.push(part["value"].as_array().unwrap().clone());
        }
        parts
    };
    for (path, counts) in [("/me/chats", vec![50, 1]), ("/chats?$top=20&$expand=members", vec![20, 20, 11])] {
        let parts = read(path);
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), counts);
        let mut seen: Vec<&str> = parts.iter().flatten().map(|chat| chat["id"].as_str().unwrap()).collect();
        seen.sort();
        let mut wanted: Vec<&str> = ids.iter().map(String::as_str).collect();
        wanted.sort();
        assert_eq!(seen, wanted);
        let expanded = path.contains("expand").then_some(2);
        let members = parts.iter().flatten().map(|chat| chat["members"].as_array().map(Vec::len));
        members.for_each(|members| assert_eq!(members, expanded));
    }
}

#[test]
fn only_teams_users_with_a_good_token_are_answered() {
    let server = Server::dev(&[]);
    let refuse = |token: &str, status, code, named| {
        let response = ask(&server, token, Method::GET, "/me/chats", "");
        let challenge = response.headers().get("www-authenticate").map(|value| value.to_str().unwrap());
        assert_eq!(challenge, (status == 401).then_some("Bearer"));
        assert_refused(json_of(response), status, code, named);
    };
    let good = server.new_token(json!({}));
    let expired = format!("Bearer {}", server.new_token(json!({ "expiresIn": -60 })));
    let communication = format!("Bearer {}", server.new_token(json!({ "kind": "communication" })));
    let code = "InvalidAuthenticationToken";
    refuse("", 401, code, "Authorization");
    refuse(&good, 401, code, "Bearer");
    refuse(&format!("Basic {good}"), 401, code, "Bearer");
    refuse("Bearer nonsense", 401, code, "no JWT");
    refuse(&expired, 401, code, "expired");
    refuse(&communication, 403, "Forbidden", "Teams users");
    assert_eq!(ask(&server, &format!("bearer {good}"), Method::GET, "/me/chats", "").status(), 200);
}

#[test]
fn chats_outlast_the_server() {
    let folder = new_folder();
    let server = Server::in_folder(folder.clone(), &["--dev"]);
    let alice = User::new(&server, "Alice");
    let id = alice.create(&group(&[&alice]));
    let guid = alice.guid.clone();
    drop(server);
    let server = Server::in_folder(folder, &["--dev"]);
    let token = format!("Bearer {}", server.new_token(json!({ "userId": guid })));
    let alice = User { server: &server, guid, token };
    let (_, chats) = alice.get("/me/chats?$expand=members");
    assert_eq!(chats["value"][0]["id"], json!(id));
    assert_eq!(chats["value"][0]["members"][0]["displayName"], "Alice");
}
