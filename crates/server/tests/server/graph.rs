//! What a client of Microsoft Graph asks, and what it gets.

use serde_json::{Value, json};
use ureq::http::{Method, Request, Response};

use crate::server::{Server, agent};

/// Asks with this token, or none.
pub(crate) fn ask(
    server: &Server,
    token: &str,
    method: Method,
    path: &str,
    body: &str,
) -> Response<ureq::Body> {
    let request = Request::builder().method(method).uri(format!("{}/v1.0{path}", server.url()));
    let request = if token.is_empty() { request } else { request.header("Authorization", token) };
    let agent = agent();
    let request = request.body(body.to_owned()).unwrap();
    agent.run(agent.configure_request(request).allow_non_standard_methods(true).build()).unwrap()
}

pub(crate) fn json_of(response: Response<ureq::Body>) -> (u16, Value) {
    let status = response.status().as_u16();
    (status, response.into_body().read_json().unwrap_or_default())
}

/// Somebody with a token.
pub(crate) struct User<'a> {
    pub(crate) server: &'a Server,
    pub(crate) guid: String,
    /// As it stands in the header.
    pub(crate) token: String,
}

impl<'a> User<'a> {
    pub(crate) fn new(server: &'a Server, name: &str) -> User<'a> {
        let made = server.new_user(json!({ "displayName": name }));
        let guid = made["user"]["microsoftTeamsUserId"].as_str().unwrap().to_owned();
        User { server, guid, token: format!("Bearer {}", made["token"].as_str().unwrap()) }
    }

    pub(crate) fn ask(&self, method: Method, path: &str, body: &Value) -> (u16, Value) {
        json_of(ask(self.server, &self.token, method, path, &body.to_string()))
    }

    pub(crate) fn get(&self, path: &str) -> (u16, Value) {
        self.ask(Method::GET, path, &Value::Null)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.ask(Method::POST, path, body)
    }

    pub(crate) fn delete(&self, path: &str) -> (u16, Value) {
        self.ask(Method::DELETE, path, &Value::Null)
    }

    /// The id of a new chat.
    pub(crate) fn create(&self, body: &Value) -> String {
        let (status, chat) = self.post("/chats", body);
        assert_eq!(status, 201, "{chat}");
        chat["id"].as_str().unwrap().to_owned()
    }

    pub(crate) fn member(&self) -> Value {
        member(&self.guid)
    }

    /// The id of somebody's membership, as this user sees it.
    pub(crate) fn membership(&self, chat: &str, guid: &str) -> String {
        let (_, members) = self.get(&format!("/chats/{chat}/members"));
        let mut members = members["value"].as_array().unwrap().iter();
        let found = members.find(|member| member["userId"] == guid).unwrap();
        found["id"].as_str().unwrap().to_owned()
    }
}

pub(crate) fn member(guid: &str) -> Value {
    json!({
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "roles": ["owner"],
        "user@odata.bind": format!("https://graph.microsoft.com/v1.0/users('{guid}')"),
    })
}

pub(crate) fn group(members: &[&User]) -> Value {
    let members: Vec<Value> = members.iter().map(|user| user.member()).collect();
    json!({ "chatType": "group", "members": members })
}

#[track_caller]
pub(crate) fn assert_refused((status, answer): (u16, Value), wanted: u16, code: &str, named: &str) {
    assert_eq!((status, &answer["error"]["code"]), (wanted, &json!(code)), "{answer}");
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(message.contains(named), "no `{named}` in: {message}");
    let inner = &answer["error"]["innerError"];
    assert!(offhook_protocol::is_guid(inner["request-id"].as_str().unwrap()));
    assert!(inner["date"].as_str().unwrap().ends_with('Z'));
}
