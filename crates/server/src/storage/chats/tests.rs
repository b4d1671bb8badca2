use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use offhook_protocol::{RawId, ThreadId};

use super::*;
use crate::storage::tests::new_storage;

const ALICE: u8 = 1;
const BOB: u8 = 2;
const CAROL: u8 = 3;

fn user(number: u8) -> RawId {
    RawId(format!("8:orgid:5b20a0a0-7f6c-4a4e-8a6b-6a1c1f0b5a{number:02x}"))
}

fn in_capitals(user: &RawId) -> RawId {
    RawId(user.as_str().to_ascii_uppercase().replacen("ORGID", "orgid", 1))
}

fn chat(number: usize) -> ThreadId {
    ThreadId(format!("19:{number:032x}@thread.v2"))
}

fn member(user: RawId, role: Option<Role>) -> Membership {
    Membership { user, tenant: None, role, history_from: None }
}

fn owner(number: u8) -> Membership {
    member(user(number), Some(Role::Owner))
}

fn group(number: usize, members: Vec<Membership>) -> NewGroup {
    NewGroup { id: chat(number), topic: None, tenant: None, members }
}

fn two(number: usize, members: [Membership; 2]) -> NewOneOnOne {
    NewOneOnOne { id: chat(number), tenant: None, members }
}

/// What a refused change is refused with.
fn refusal<T: std::fmt::Debug>(result: Result<T, ChatError>) -> String {
    format!("{:?}", result.unwrap_err())
}

#[tokio::test]
async fn members_are_users_of_a_chat_that_there_is() {
    let (_folder, storage) = new_storage().await;
    let chats = storage.chats();
    assert_eq!(chats.members(&chat(1)).await.unwrap(), None);
    let nobody = member(RawId(NOBODY.to_owned()), None);
    chats.create(&group(1, vec![nobody.clone(), owner(BOB), owner(ALICE)])).await.unwrap();
    assert_eq!(chats.members(&chat(1)).await.unwrap(), Some(vec![user(BOB), user(ALICE)]));
    let roster = chats.roster(&chat(1)).await.unwrap();
    let users = roster.iter().map(|member| member.membership.user.as_str());
    assert_eq!(users.collect::<Vec<_>>(), [NOBODY, user(BOB).as_str(), user(ALICE).as_str()]);
    chats.create(&group(2, vec![nobody])).await.unwrap();
    assert_eq!(chats.members(&chat(2)).await.unwrap(), Some(vec![]));
}

#[tokio::test]
async fn a_chat_is_as_it_was_made_also_for_who_opens_the_database_later() {
    let (folder, storage) = new_storage().await;
    let from = time::from_millis(1_700_000_000_123);
    let guest = Membership {
        tenant: Some("theirs".into()),
        history_from: Some(from),
        ..member(user(BOB), Some(Role::Guest))
    };
    let new = NewGroup {
        topic: Some("Lunch".into()),
        tenant: Some("ours".into()),
        ..group(1, vec![owner(ALICE), guest.clone()])
    };
    let before = time::from_millis(time::now());
    let made = storage.chats().create(&new).await.unwrap();
    assert_eq!((made.kind, made.topic.as_deref()), (ChatKind::Group, Some("Lunch")));
    assert_eq!((made.tenant.as_deref(), made.updated), (Some("ours"), made.created));
    assert!(made.created >= before && made.created <= SystemTime::now());
    storage.users().learn(&user(BOB), "Bob").await.unwrap();
    storage.users().learn(&in_capitals(&user(BOB)), "Robert").await.unwrap();
    storage.close().await;
    let chats = Storage::open(folder.path()).await.unwrap().chats();
    assert_eq!(chats.get(&chat(1)).await.unwrap(), Some(made));
    let [alice, bob] = &chats.roster(&chat(1)).await.unwrap()[..] else { panic!() };
    assert_eq!((&alice.membership, &alice.name), (&owner(ALICE), &None));
    assert_eq!((&bob.membership, bob.name.as_deref()), (&guest, Some("Robert")));
}

#[tokio::test]
async fn an_id_is_for_one_chat() {
    let (_folder, storage) = new_storage().await;
    let chats = storage.chats();
    chats.create(&group(1, vec![owner(ALICE)])).await.unwrap();
    assert_eq!(refusal(chats.create(&group(1, vec![owner(BOB)])).await), "Exists");
    assert_eq!(chats.members(&chat(1)).await.unwrap(), Some(vec![user(ALICE)]));
}

#[tokio::test]
async fn two_people_have_one_chat() {
    let (_folder, storage) = new_storage().await;
    let tasks = (0..8).map(|number| {
        let (alice, bob) = (owner(ALICE), member(in_capitals(&user(BOB)), Some(Role::Owner)));
        let members = if number % 2 == 0 { [alice, bob] } else { [owner(BOB), owner(ALICE)] };
        let chats = storage.chats();
        tokio::spawn(async move { chats.one_on_one(&two(number, members)).await.unwrap().id })
    });
    let tasks: Vec<_> = tasks.collect();
    let mut ids = HashSet::new();
    for task in tasks {
        ids.insert(task.await.unwrap());
    }
    assert_eq!(ids.len(), 1);
    let chats = storage.chats();
    let other = chats.one_on_one(&two(9, [owner(ALICE), owner(CAROL)])).await.unwrap();
    assert!(!ids.contains(&other.id));
    assert_eq!(chats.members(&other.id).await.unwrap().map(|members| members.len()), Some(2));
    let id = &other.id;
    assert_eq!(refusal(chats.add(id, &user(ALICE), &owner(BOB)).await), "OneOnOne");
    assert_eq!(refusal(chats.remove(id, &user(ALICE), &user(ALICE)).await), "OneOnOne");
    assert_eq!(refusal(chats.remove(id, &user(BOB), &user(ALICE)).await), "NotInChat");
}

#[tokio::test]
async fn members_add_others_once() {
    let (_folder, storage) = new_storage().await;
    let chats = storage.chats();
    let made = chats.create(&group(1, vec![owner(ALICE), member(user(BOB), None)])).await.unwrap();
    storage.users().learn(&user(CAROL), "Carol").await.unwrap();
    assert_eq!(refusal(chats.add(&chat(2), &user(ALICE), &owner(CAROL)).await), "NoSuchChat");
    assert_eq!(refusal(chats.add(&chat(1), &user(CAROL), &owner(CAROL)).await), "NotInChat");
    tokio::time::sleep(Duration::from_millis(2)).await;
    let added = chats.add(&chat(1), &user(BOB), &owner(CAROL)).await.unwrap();
    assert_eq!((added.membership, added.name.as_deref()), (owner(CAROL), Some("Carol")));
    let again = member(in_capitals(&user(CAROL)), None);
    assert_eq!(refusal(chats.add(&chat(1), &user(ALICE), &again).await), "AlreadyMember");
    let members = chats.members(&chat(1)).await.unwrap().unwrap();
    assert_eq!(members, [user(ALICE), user(BOB), user(CAROL)]);
    assert!(chats.get(&chat(1)).await.unwrap().unwrap().updated > made.updated);
}

#[tokio::test]
async fn a_chat_is_full_one_day() {
    let (_folder, storage) = new_storage().await;
    let chats = storage.chats();
    let mut members: Vec<Membership> = (0..250).map(owner).collect();
    chats.create(&group(1, members.clone())).await.unwrap();
    assert_eq!(refusal(chats.add(&chat(1), &user(0), &owner(250)).await), "Full");
    members.push(owner(250));
    assert_eq!(refusal(chats.create(&group(2, members)).await), "Full");
    chats.remove(&chat(1), &user(0), &user(1)).await.unwrap();
    chats.add(&chat(1), &user(0), &owner(250)).await.unwrap();
}

#[tokio::test]
async fn owners_remove_others_and_everybody_leaves() {
    let (_folder, storage) = new_storage().await;
    let chats = storage.chats();
    let nobody = RawId(NOBODY.to_owned());
    let guest = member(user(BOB), Some(Role::Guest));
    let members = vec![owner(ALICE), guest, member(user(CAROL), None), member(nobody, None)];
    chats.create(&group(1, members)).await.unwrap();
    let remove = async |by: u8, other: u8| chats.remove(&chat(1), &user(by), &user(other)).await;
    assert_eq!(refusal(remove(BOB, CAROL).await), "NotOwner");
    assert_eq!(refusal(remove(CAROL, ALICE).await), "NotOwner");
    assert_eq!(refusal(remove(9, ALICE).await), "NotInChat");
    assert_eq!(refusal(remove(ALICE, 9).await), "NoSuchMember");
    remove(ALICE, BOB).await.unwrap();
    assert_eq!(refusal(remove(BOB, BOB).await), "NotInChat");
    chats.remove(&chat(1), &user(CAROL), &in_capitals(&user(CAROL))).await.unwrap();
    assert_eq!(chats.members(&chat(1)).await.unwrap(), Some(vec![user(ALICE)]));
    remove(ALICE, ALICE).await.unwrap();
    // Nobody is no reason to keep it.
    assert_eq!(chats.members(&chat(1)).await.unwrap(), None);
    assert_eq!(chats.roster(&chat(1)).await.unwrap(), []);
}

#[tokio::test]
async fn a_list_is_read_in_parts_whatever_happens_meanwhile() {
    let (_folder, storage) = new_storage().await;
    let chats = storage.chats();
    for number in 0..7 {
        chats.create(&group(number, vec![owner(ALICE), owner(BOB)])).await.unwrap();
    }
    chats.create(&group(7, vec![owner(BOB)])).await.unwrap();
    let mut seen = Vec::new();
    let mut page = Page { limit: 3, after: None };
    loop {
        let part = chats.of_user(&in_capitals(&user(ALICE)), &page).await.unwrap();
        let Some(last) = part.last() else { break };
        page.after = Some(Position::of(last));
        // The last one is gone, and older ones are the newest in another sense.
        chats.remove(&last.id, &user(ALICE), &user(ALICE)).await.unwrap();
        seen.extend(part.into_iter().map(|chat| chat.id));
    }
    assert_eq!(seen.len(), 7);
    assert_eq!(seen.iter().collect::<HashSet<_>>(), (0..7).map(chat).collect::<Vec<_>>().iter().collect());
    let left = chats.of_user(&user(ALICE), &Page { limit: 50, after: None }).await.unwrap();
    assert_eq!(left.len(), 4);
}
