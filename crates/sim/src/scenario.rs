//! Stories: `alice.calls(&bob); world.settle(); bob.accepts();`

use std::cell::{Ref, RefCell, RefMut};
use std::rc::Rc;
use std::time::Duration;

use offhook_core::{
    AgentKind, ApiCall, ApiValue, CallMethod, CallState, Diagnostic, Event, LocalStreamId, ParticipantChange,
    RemoteParticipantState, RequestId, SourceMethod, StartMedia,
};
use offhook_protocol::{ApiError, EndReason, GroupId, LegId, RawId, Slot, ThreadId};

use crate::browser::Device;
use crate::mirror::{Call, Mirror, Participant};
use crate::page::PageId;
use crate::trace::Trace;
use crate::world::{Settings, World};
use crate::{group_id, user_id};

/// A world to tell a story in. When it goes out of scope, no law may have been broken; when a test fails, what happened
/// is printed.
#[derive(Clone, Debug)]
pub struct Scenario(Rc<Stage>);

#[derive(Debug)]
struct Stage {
    world: RefCell<World>,
    seed: u64,
}

/// A page of a user.
#[derive(Clone, Debug)]
pub struct Actor {
    scenario: Scenario,
    page: PageId,
    user: RawId,
}

/// A user, who may have several pages.
#[derive(Clone, Debug)]
pub struct User<'a> {
    scenario: &'a Scenario,
    name: &'a str,
}

impl Default for Scenario {
    fn default() -> Scenario {
        Scenario::new()
    }
}

impl Scenario {
    /// A world in which nothing goes wrong by itself.
    pub fn new() -> Scenario {
        Scenario::with(Settings::calm(1))
    }

    /// A world of a test's own making. `OFFHOOK_SIM_SEED` replaces the seed.
    pub fn with(mut settings: Settings) -> Scenario {
        if let Some(seed) = crate::walk::seed_from_environment() {
            settings.seed = seed;
        }
        let seed = settings.seed;
        Scenario(Rc::new(Stage { world: RefCell::new(World::new(settings, Trace::on())), seed }))
    }

    /// Somebody.
    pub fn user<'a>(&'a self, name: &'a str) -> User<'a> {
        User { scenario: self, name }
    }

    /// Runs until nothing is on its way.
    pub fn settle(&self) {
        self.world_mut().settle();
    }

    /// Runs for some seconds.
    pub fn passes(&self, seconds: u64) {
        self.world_mut().pass(Duration::from_secs(seconds));
    }

    /// Runs for some milliseconds.
    pub fn passes_millis(&self, millis: u64) {
        self.world_mut().pass(Duration::from_millis(millis));
    }

    /// The world itself.
    pub fn world(&self) -> Ref<'_, World> {
        self.0.world.borrow()
    }

    /// The world itself, to be changed.
    pub fn world_mut(&self) -> RefMut<'_, World> {
        self.0.world.borrow_mut()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let world = self.world.borrow();
        if std::thread::panicking() {
            println!("seed {}; what happened:\n{}", self.seed, world.trace());
        } else if !world.violations().is_empty() {
            println!("seed {}; what happened:\n{}", self.seed, world.trace());
            panic!("broken: {:#?}", world.violations());
        }
    }
}

impl User<'_> {
    /// A new page, on which the user signs in.
    pub fn signs_in(&self) -> Actor {
        let actor = self.opens_page();
        actor.api(ApiCall::SignIn { name: None });
        self.scenario.settle();
        actor
    }

    /// A new page, on which the user signs in and says what they want to be called.
    pub fn signs_in_as(&self, name: &str) -> Actor {
        let actor = self.opens_page();
        actor.api(ApiCall::SignIn { name: Some(name.to_owned()) });
        self.scenario.settle();
        actor
    }

    /// A new page with an agent of a kind that may not be the user's.
    pub fn opens_page_for(&self, kind: AgentKind) -> Actor {
        let page = self.scenario.world_mut().open_page_for(self.name, kind);
        Actor { scenario: self.scenario.clone(), page, user: user_id(self.name) }
    }

    /// A new page.
    pub fn opens_page(&self) -> Actor {
        let page = self.scenario.world_mut().open_page(self.name);
        Actor { scenario: self.scenario.clone(), page, user: user_id(self.name) }
    }
}

impl Actor {
    /// Which page it is.
    pub fn page(&self) -> PageId {
        self.page
    }

    /// The user's raw id.
    pub fn user(&self) -> &RawId {
        &self.user
    }

    /// Calls any method.
    pub fn api(&self, call: ApiCall) -> RequestId {
        self.scenario.world_mut().api(self.page, call)
    }

    /// Calls somebody, with sound.
    pub fn calls(&self, callee: &Actor) -> LegId {
        self.calls_with(&callee.user, StartMedia::default())
    }

    /// Calls somebody.
    pub fn calls_with(&self, callee: &RawId, media: StartMedia) -> LegId {
        let leg = self.scenario.world_mut().fresh_leg();
        self.api(ApiCall::StartCall { leg: leg.clone(), callee: callee.clone(), media });
        leg
    }

    /// Calls people as a group, with sound, for a chat if one is named.
    pub fn calls_all(&self, callees: &[&Actor], thread: Option<&ThreadId>) -> LegId {
        let leg = self.scenario.world_mut().fresh_leg();
        let callees = callees.iter().map(|callee| callee.user.clone()).collect();
        let (thread, media) = (thread.cloned(), StartMedia::default());
        self.api(ApiCall::StartGroup { leg: leg.clone(), callees, thread, media });
        leg
    }

    /// Calls people as a group, who accept, and waits until all hear each other. The call here.
    pub fn is_in_a_group_with(&self, callees: &[&Actor]) -> LegId {
        let leg = self.calls_all(callees, None);
        self.scenario.settle();
        callees.iter().for_each(|callee| drop(callee.accepts()));
        self.scenario.settle();
        leg
    }

    /// Enters the call of the group of this name, with sound.
    pub fn joins(&self, group: &str) -> LegId {
        self.joins_by(group_id(group))
    }

    /// Enters the call of a group, with sound.
    pub fn joins_by(&self, group: GroupId) -> LegId {
        let leg = self.scenario.world_mut().fresh_leg();
        self.api(ApiCall::Join { leg: leg.clone(), group, media: StartMedia::default() });
        leg
    }

    /// Calls a method of its only call.
    pub fn does(&self, method: CallMethod) -> RequestId {
        let leg = self.leg();
        self.api(ApiCall::OfCall { leg, method })
    }

    /// Shares the screen in its only call.
    pub fn shares(&self) -> RequestId {
        let stream = self.scenario.world_mut().fresh_stream();
        self.does(CallMethod::Source(SourceMethod::StartScreen(stream)))
    }

    /// A participant of its only call, as the app sees them.
    pub fn other(&self, other: &Actor) -> Participant {
        self.call(&self.leg()).participants.get(&other.user).cloned().expect("a participant")
    }

    /// Accepts what rings.
    pub fn accepts(&self) -> LegId {
        self.accepts_with(StartMedia::default())
    }

    /// Accepts what rings.
    pub fn accepts_with(&self, media: StartMedia) -> LegId {
        let leg = self.incoming();
        self.api(ApiCall::OfCall { leg: leg.clone(), method: CallMethod::Accept(media) });
        leg
    }

    /// Calls somebody who accepts, and waits until both hear each other. The call here, and there.
    pub fn is_in_a_call_with(&self, callee: &Actor) -> (LegId, LegId) {
        let here = self.calls(callee);
        self.scenario.settle();
        let there = callee.accepts();
        self.scenario.settle();
        assert_eq!(self.call(&here).state(), CallState::Connected);
        assert_eq!(callee.call(&there).state(), CallState::Connected);
        (here, there)
    }

    /// The same, but muted from its start, so that the microphone is closed. The call here.
    pub fn is_in_a_muted_call_with(&self, callee: &Actor) -> LegId {
        let here = self.calls_with(&callee.user, StartMedia { muted: true, ..StartMedia::default() });
        self.scenario.settle();
        callee.accepts();
        self.scenario.settle();
        here
    }

    /// Rejects what rings.
    pub fn rejects(&self) -> RequestId {
        let leg = self.incoming();
        self.api(ApiCall::OfCall { leg, method: CallMethod::Reject })
    }

    /// Hangs up its only call.
    pub fn hangs_up(&self) -> RequestId {
        let leg = self.leg();
        self.api(ApiCall::OfCall { leg, method: CallMethod::HangUp })
    }

    /// Mutes its only call.
    pub fn mutes(&self) -> RequestId {
        self.does(CallMethod::Source(SourceMethod::Mute))
    }

    /// Unmutes its only call.
    pub fn unmutes(&self) -> RequestId {
        self.does(CallMethod::Source(SourceMethod::Unmute))
    }

    /// Turns the camera on in its only call.
    pub fn starts_video(&self) -> (LocalStreamId, RequestId) {
        let stream = self.scenario.world_mut().fresh_stream();
        (stream, self.does(CallMethod::Source(SourceMethod::StartVideo(stream))))
    }

    /// Closes the page.
    pub fn closes_page(&self) {
        self.scenario.world_mut().close_page(self.page);
    }

    /// Changes something of the page in the world.
    pub fn world(&self, change: impl FnOnce(&mut World, PageId)) {
        change(&mut self.scenario.world_mut(), self.page);
    }

    /// What the app sees.
    pub fn sees<T>(&self, look: impl FnOnce(&Mirror) -> T) -> T {
        look(self.scenario.world().mirror(self.page))
    }

    /// The only incoming call that rings.
    pub fn incoming(&self) -> LegId {
        let ringing: Vec<LegId> = self.sees(|mirror| mirror.ringing().cloned().collect());
        assert_eq!(ringing.len(), 1, "page {} has one call that rings", self.page.0);
        ringing[0].clone()
    }

    /// The only call that is not over.
    pub fn leg(&self) -> LegId {
        let legs: Vec<LegId> =
            self.sees(|mirror| mirror.current_calls().map(|(leg, _)| leg.clone()).collect());
        assert_eq!(legs.len(), 1, "page {} is in one call", self.page.0);
        legs[0].clone()
    }

    /// A call as the app sees it.
    pub fn call(&self, leg: &LegId) -> Call {
        self.sees(|mirror| mirror.calls.get(leg).cloned()).expect("a call of this page")
    }

    /// The states that a call has been in.
    pub fn states(&self, leg: &LegId) -> Vec<CallState> {
        self.call(leg).states
    }

    /// Why a call ended, which it has.
    pub fn end_of(&self, leg: &LegId) -> EndReason {
        let call = self.call(leg);
        assert!(call.is_over(), "the call is {:?}", call.state());
        call.reason.expect("a call that is over has a reason")
    }

    /// Why an incoming call ended that was not accepted.
    pub fn missed(&self, leg: &LegId) -> Option<EndReason> {
        self.sees(|mirror| mirror.incoming.get(leg).and_then(|incoming| incoming.ended))
    }

    /// The states that the only other participant of a call has been in.
    pub fn participant_states(&self, leg: &LegId) -> Vec<RemoteParticipantState> {
        let call = self.call(leg);
        assert_eq!(call.participants.len(), 1, "one other participant");
        call.participants.values().flat_map(|participant| participant.states.clone()).collect()
    }

    /// What a method resolved or rejected with, if it has.
    pub fn result(&self, request: RequestId) -> Option<Result<ApiValue, ApiError>> {
        self.sees(|mirror| mirror.done.get(&request).cloned())
    }

    /// The code and subcode that a method rejected with.
    pub fn error(&self, request: RequestId) -> (u16, u32) {
        match self.result(request) {
            Some(Err(error)) => (error.code, error.sub_code),
            other => panic!("the method should have been rejected: {other:?}"),
        }
    }

    /// The events so far.
    pub fn events(&self) -> Vec<Event> {
        self.sees(|mirror| mirror.log.iter().map(|(_, event)| event.clone()).collect())
    }

    /// The diagnostics so far.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let diagnostic = |event| match event {
            Event::Diagnostic { diagnostic, .. } => Some(diagnostic),
            _ => None,
        };
        self.events().into_iter().filter_map(diagnostic).collect()
    }

    /// How often the other participant's mute changed.
    pub fn mute_changes(&self) -> Vec<bool> {
        let muted = |event| match event {
            Event::Participant { change: ParticipantChange::Muted(muted), .. } => Some(muted),
            _ => None,
        };
        self.events().into_iter().filter_map(muted).collect()
    }

    /// What of this page's media is heard or seen on another one.
    pub fn reaches(&self, other: &Actor) -> Vec<Slot> {
        let flows = self.scenario.world().flows();
        let arrives = |flow: &&crate::Flow| flow.from.page == self.page && flow.to.page == other.page;
        flows.iter().filter(arrives).filter(|flow| flow.played).map(|flow| flow.slot).collect()
    }

    /// How often the app's credential was asked for a token.
    pub fn asks_for_tokens(&self) -> u32 {
        self.scenario.world().tokens_asked(self.page)
    }

    /// What the browser does when the microphone or the camera is asked for from now on.
    pub fn has_devices(&self, microphone: Device, camera: Device) {
        self.world(|world, page| {
            let devices = world.devices(page);
            (devices.microphone, devices.camera) = (microphone, camera);
        });
    }

    /// Whether the page has no device open and no media connection.
    pub fn has_let_go(&self) -> bool {
        let world = self.scenario.world();
        world.open_captures(self.page) == 0 && world.connections(self.page).is_empty()
    }
}
