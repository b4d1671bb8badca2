//! Calls of many: their chats, who may be called, and who is called what.

use std::fs;
use std::time::{Duration, Instant};

use offhook_protocol::{
    ApiError, CallPatch, ClientMessage, EndReason, GroupId, Join, LegId, LegState, RawId, ServerMessage,
    Sources, StartGroup, ThreadId,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::calls::{MUTED, incoming_view, start_call, until_state};
use crate::client::Client;
use crate::graph::{User, group};
use crate::server::{SOON, Server, new_folder};

/// What people meet by.
const GROUP: &str = "6d1f2c5e-0b7a-4c0e-9d55-2f6a3c1b9e01";
const UNMUTED: Sources = Sources { muted: false, ..MUTED };

/// A Teams user, who has chats and a page.
struct Person<'a> {
    user: User<'a>,
    page: Client,
    id: RawId,
}

impl<'a> Person<'a> {
    async fn new(server: &'a Server, name: &str) -> Person<'a> {
        let user = User::new(server, name);
        let page = Client::sign_in(server, user.token.strip_prefix("Bearer ").unwrap()).await;
        let id = RawId(format!("8:orgid:{}", user.guid));
        Person { user, page, id }
    }

    async fn accept(&mut self) -> LegId {
        let (leg, _) = incoming_view(&mut self.page).await;
        self.page.say(ClientMessage::Accept { leg: leg.clone(), sources: UNMUTED }).await;
        until_state(&mut self.page, &leg, LegState::Accepted).await;
        leg
    }

    /// The only chat that there is, with its members, once it is there.
    fn chat(&self) -> Value {
        let deadline = Instant::now() + SOON;
        loop {
            let (_, chats) = self.user.get("/me/chats?$expand=members");
            if let [chat] = &chats["value"].as_array().unwrap()[..] {
                return chat.clone();
            }
            assert!(Instant::now() < deadline, "no chat but {chats}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Places a group call: the leg, and the number of the request.
async fn start_group(page: &mut Client, callees: &[&RawId], chat: Option<&str>) -> (LegId, u64) {
    let leg = LegId(Uuid::new_v4().to_string());
    let start = StartGroup {
        leg: leg.clone(),
        callees: callees.iter().copied().cloned().collect(),
        thread: chat.map(|chat| ThreadId(chat.to_owned())),
        sources: UNMUTED,
    };
    let request = page.say(ClientMessage::StartGroup(start)).await;
    (leg, request)
}

/// Asks to be let into the group's call: the leg, and the number of the request.
pub(crate) async fn ask_in(page: &mut Client) -> (LegId, u64) {
    let leg = LegId(Uuid::new_v4().to_string());
    let join = Join { leg: leg.clone(), group: GroupId(GROUP.to_owned()), sources: MUTED };
    let request = page.say(ClientMessage::Join(join)).await;
    (leg, request)
}

/// Is let in.
pub(crate) async fn join(page: &mut Client) -> LegId {
    let (leg, _) = ask_in(page).await;
    until_state(page, &leg, LegState::Accepted).await;
    leg
}

/// What became of a request.
async fn answer_to(page: &mut Client, request: u64) -> Result<(), ApiError> {
    let answer = |message| match message {
        ServerMessage::Done { request: answered, error } if answered == request => Some(error),
        _ => None,
    };
    page.until(answer).await.map_or(Ok(()), Err)
}

/// A group call that ends where it began, and the app is told why in both ways.
async fn assert_refused(page: &mut Client, (leg, request): (LegId, u64), error: ApiError) {
    let reason = EndReason::new(error.code, error.sub_code);
    until_state(page, &leg, LegState::Ended(reason)).await;
    assert_eq!(answer_to(page, request).await, Err(error));
}

/// A change of this leg that is looked for.
async fn until_patch<T>(page: &mut Client, leg: &LegId, wanted: impl Fn(CallPatch) -> Option<T>) -> T {
    let of_leg = |message| match message {
        ServerMessage::Patch { leg: of, patch } if of == *leg => wanted(patch),
        _ => None,
    };
    page.until(of_leg).await
}

/// The names of the others that a message shows.
fn names(message: ServerMessage) -> Option<Vec<Option<String>>> {
    let participants = match message {
        ServerMessage::Call { view, .. } => view.participants,
        ServerMessage::Patch { patch, .. } => patch.participants,
        _ => return None,
    };
    Some(participants.into_iter().map(|one| one.name).collect()).filter(|names: &Vec<_>| !names.is_empty())
}

#[tokio::test]
async fn a_call_belongs_to_a_chat_that_was_made_by_graph() {
    let server = Server::dev(&[]);
    let mut alice = Person::new(&server, "Alice").await;
    let mut bob = Person::new(&server, "Bob").await;
    let mut mallory = Person::new(&server, "Mallory").await;
    let mut wanted = group(&[&alice.user, &bob.user]);
    wanted["members"][0]["user@odata.bind"] =
        json!(format!("users('{}')", alice.user.guid.to_ascii_uppercase()));
    let chat = alice.user.create(&wanted);
    let (_, request) = start_group(&mut alice.page, &[&bob.id], Some(&chat)).await;
    assert_eq!(answer_to(&mut alice.page, request).await, Ok(()));
    let (_, view) = incoming_view(&mut bob.page).await;
    assert_eq!(view.group.unwrap().thread, Some(ThreadId(chat.clone())));

    let theirs = start_group(&mut mallory.page, &[&bob.id], Some(&chat)).await;
    assert_refused(&mut mallory.page, theirs, ApiError::NOT_IN_THREAD).await;
    let unknown = start_group(&mut mallory.page, &[&bob.id], Some("19:unknown@thread.v2")).await;
    assert_refused(&mut mallory.page, unknown, ApiError::NO_SUCH_THREAD).await;
}

#[tokio::test]
async fn a_chat_that_cannot_be_looked_up_is_asked_for_again_later() {
    let server = Server::dev(&[]);
    let mut alice = Person::new(&server, "Alice").await;
    let mut bob = Person::new(&server, "Bob").await;
    let chat = alice.user.create(&group(&[&alice.user, &bob.user]));
    let mut database = server.database().await;
    sqlx::query("ALTER TABLE members RENAME TO mislaid").execute(&mut database).await.unwrap();
    let refused = start_group(&mut alice.page, &[&bob.id], Some(&chat)).await;
    assert_refused(&mut alice.page, refused, ApiError::CHATS_UNAVAILABLE).await;
    assert_eq!(server.log().matches("could not be looked up").count(), 1);
    sqlx::query("ALTER TABLE mislaid RENAME TO members").execute(&mut database).await.unwrap();
    start_group(&mut alice.page, &[&bob.id], Some(&chat)).await;
    bob.accept().await;
}

#[tokio::test]
async fn without_a_chat_one_is_made_for_all_who_are_called() {
    let server = Server::dev(&[]);
    let mut alice = Person::new(&server, "Alice").await;
    let bob = Person::new(&server, "Bob").await;
    let carol = Person::new(&server, "Carol").await;
    let guest = server.new_user(json!({ "kind": "communication" }));
    let guest = RawId(guest["rawId"].as_str().unwrap().to_owned());
    let (leg, _) = start_group(&mut alice.page, &[&bob.id, &carol.id, &guest], None).await;
    let thread = |message| match message {
        ServerMessage::Call { leg: of, view, .. } if of == leg => view.group?.thread,
        _ => None,
    };
    let thread = alice.page.until(thread).await;

    let chat = alice.chat();
    assert_eq!((&chat["id"], &chat["chatType"]), (&json!(thread), &json!("group")));
    assert_eq!((&bob.chat()["id"], &carol.chat()["id"]), (&chat["id"], &chat["id"]));
    assert!(offhook_protocol::is_guid(chat["tenantId"].as_str().unwrap()), "{chat}");
    let members = chat["members"].as_array().unwrap();
    let all_own = members.iter().all(|member| member["roles"] == json!(["owner"]));
    assert!(members.len() == 4 && all_own, "{chat}");
    let of = |guid: &str| members.iter().find(|member| member["userId"] == guid).unwrap();
    assert_eq!(of(&alice.user.guid)["tenantId"], chat["tenantId"]);
    assert_eq!(of(&bob.user.guid)["@odata.type"], "#microsoft.graph.aadUserConversationMember");
    let guests = members.iter().find(|member| member["azureCommunicationServicesId"] == guest.0).unwrap();
    let kind = "#microsoft.graph.azureCommunicationServicesUserConversationMember";
    assert_eq!((&guests["@odata.type"], guests.get("tenantId")), (&json!(kind), None));
    let read = alice.user.get(&format!("/chats/{thread}/members/{}", guests["id"].as_str().unwrap()));
    assert_eq!((read.0, &read.1["id"]), (200, &guests["id"]));
}

#[tokio::test]
async fn people_are_added_muted_and_removed_and_all_are_sent_home() {
    let server = Server::dev(&[]);
    let mut alice = Person::new(&server, "Alice").await;
    let mut bob = Person::new(&server, "Bob").await;
    let mut carol = Person::new(&server, "Carol").await;
    let (leg, _) = start_group(&mut alice.page, &[&bob.id], None).await;
    let bobs = bob.accept().await;

    let add = ClientMessage::Add { leg: leg.clone(), participant: carol.id.clone(), thread: None };
    let added = alice.page.say(add).await;
    assert_eq!(answer_to(&mut alice.page, added).await, Ok(()));
    let carols = carol.accept().await;

    let mute = ClientMessage::MuteOthers { leg: leg.clone(), participant: Some(bob.id.clone()) };
    alice.page.say(mute).await;
    let orders = until_patch(&mut bob.page, &bobs, |patch| patch.orders).await;
    assert_eq!(orders.mute, 1);

    let remove = ClientMessage::Remove { leg: leg.clone(), participant: carol.id.clone() };
    let removed = alice.page.say(remove).await;
    until_state(&mut carol.page, &carols, LegState::Ended(EndReason::REMOVED)).await;
    assert_eq!(answer_to(&mut alice.page, removed).await, Ok(()));

    alice.page.say(ClientMessage::EndForEveryone { leg: leg.clone() }).await;
    until_state(&mut bob.page, &bobs, LegState::Ended(EndReason::ENDED_FOR_EVERYONE)).await;
    until_state(&mut alice.page, &leg, LegState::Ended(EndReason::HUNG_UP)).await;
}

#[tokio::test]
async fn only_communication_users_choose_what_they_are_called() {
    let server = Server::dev(&[]);
    let wanted = json!({ "kind": "communication", "displayName": "Token" });
    let mut guest = Client::sign_in_as(&server, &server.new_token(wanted), "Guest").await;
    let token = server.new_token(json!({ "displayName": "Alice" }));
    let mut alice = Client::sign_in_as(&server, &token, "The boss").await;
    join(&mut alice).await;
    ask_in(&mut guest).await;
    assert_eq!(guest.until(names).await, [Some("Alice".to_owned())]);
    assert_eq!(alice.until(names).await, [Some("Guest".to_owned())]);
}

#[tokio::test]
async fn information_barriers_of_the_configuration_keep_people_apart() {
    let (alice, carol) = ("5b20a0a0-7f6c-4a4e-8a6b-6a1c1f0b5a01", "5b20a0a0-7f6c-4a4e-8a6b-6a1c1f0b5a03");
    let folder = new_folder();
    let config = folder.path().join("offhook.toml");
    // Capital letters are no way around, in the file or in a token.
    let policy = format!(
        "[policy]\nbarriers = [['research', 'sales']]\n\
         [policy.segments]\nresearch = ['{alice}']\nsales = ['{}']\n",
        carol.to_ascii_uppercase()
    );
    fs::write(&config, policy).unwrap();
    let server = Server::in_folder(folder.clone(), &["--dev", "--config", config.to_str().unwrap()]);
    let (mut alice, _) =
        Client::new_user_with(&server, json!({ "userId": alice.to_ascii_uppercase() })).await;
    let (mut carol, carols_id) = Client::new_user_with(&server, json!({ "userId": carol })).await;
    let (mut bob, bobs_id) = Client::new_user(&server, "Bob").await;
    start_call(&mut alice, carols_id.clone()).await;
    assert_eq!(answer_to(&mut alice, 1).await, Err(ApiError::INFORMATION_BARRIER));
    let all = [RawId(bobs_id), RawId(carols_id)];
    let together = start_group(&mut alice, &all.each_ref(), None).await;
    assert_refused(&mut alice, together, ApiError::INFORMATION_BARRIER).await;
    join(&mut alice).await;
    join(&mut bob).await;
    let (_, request) = ask_in(&mut carol).await;
    assert_eq!(answer_to(&mut carol, request).await, Err(ApiError::INFORMATION_BARRIER));
}

#[tokio::test]
async fn only_as_many_as_are_configured_and_only_from_the_chat_if_it_is() {
    let flags = ["--call.max-participants", "2", "--policy.only-chat-members", "true"];
    let server = Server::dev(&flags);
    let mut alice = Person::new(&server, "Alice").await;
    let mut bob = Person::new(&server, "Bob").await;
    let carol = Person::new(&server, "Carol").await;
    let both = start_group(&mut alice.page, &[&bob.id, &carol.id], None).await;
    assert_refused(&mut alice.page, both, ApiError::TOO_MANY_PARTICIPANTS).await;
    let chat = alice.user.create(&group(&[&alice.user, &bob.user]));
    let stranger = start_group(&mut alice.page, &[&carol.id], Some(&chat)).await;
    assert_refused(&mut alice.page, stranger, ApiError::CALLEE_NOT_IN_THREAD).await;
    start_group(&mut alice.page, &[&bob.id], Some(&chat)).await;
    bob.accept().await;
}
