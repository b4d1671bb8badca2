use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use offhook_core::{AgentKind, ApiCall};
use offhook_protocol::{ApiError, LONGEST_NAME};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::call_agent::CallAgent;
use super::{debug_info, device_manager, feature};
use crate::browser::Devices;
use crate::dead;
use crate::errors::{self, CLIENT_DISPOSED, DISPLAY_NAME, NO_CREDENTIAL, NO_DISPLAY_NAME, UNKNOWN_FEATURE};
use crate::logger::{self, Level, log};
use crate::object::{get, method, mirror};
use crate::promises::{Answer, rejected};
use crate::runtime::Runtime;

/// Where everything starts.
#[wasm_bindgen]
#[derive(Default)]
pub struct CallClient {
    devices: Rc<Devices>,
    /// Made once, and held until the client is disposed.
    device_manager: RefCell<Option<JsValue>>,
    debug_info: RefCell<Option<JsValue>>,
    agent: RefCell<Option<Rc<Runtime>>>,
    disposed: Cell<bool>,
}

#[wasm_bindgen]
impl CallClient {
    /// `new CallClient(options?)`. Touches neither the network nor the devices.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<CallClient, JsValue> {
        dead::check()?;
        let logger = get(options, "logger");
        if method(&logger, "info").is_some() {
            logger::set_logger(logger);
        }
        Ok(CallClient::default())
    }

    /// An extension of the client, made on first use.
    pub fn feature(&self, factory: &JsValue) -> Result<JsValue, JsValue> {
        match &*feature::name_of(factory)? {
            debug_info::NAME => Ok(made_once(&self.debug_info, debug_info::create)),
            _ => Err(errors::to_js(&UNKNOWN_FEATURE)),
        }
    }

    /// Signs a Teams user in.
    #[wasm_bindgen(js_name = createTeamsCallAgent)]
    pub fn create_teams_call_agent(&self, credential: JsValue, options: &JsValue) -> Promise {
        self.create_agent(AgentKind::Teams, credential, options).unwrap_or_else(|error| rejected(&error))
    }

    /// Signs a communication user in.
    #[wasm_bindgen(js_name = createCallAgent)]
    pub fn create_call_agent(&self, credential: JsValue, options: &JsValue) -> Promise {
        let kind = AgentKind::Communication;
        self.create_agent(kind, credential, options).unwrap_or_else(|error| rejected(&error))
    }

    /// Cameras, microphones and speakers.
    #[wasm_bindgen(js_name = getDeviceManager)]
    pub fn get_device_manager(&self) -> Promise {
        if self.disposed.get() {
            return rejected(&CLIENT_DISPOSED);
        }
        let create = || device_manager::DeviceManager::create(self.devices.clone());
        Promise::resolve(&made_once(&self.device_manager, create))
    }

    /// Disposes the agent and lets go of the devices.
    pub fn dispose(&self) -> Promise {
        self.disposed.set(true);
        if let Some(manager) = self.device_manager.take() {
            device_manager::close(&manager);
        }
        self.debug_info.take();
        match self.agent.take() {
            Some(agent) => agent.request(ApiCall::Dispose, Answer::Disposed),
            None => Promise::resolve(&JsValue::UNDEFINED),
        }
    }
}

impl CallClient {
    fn create_agent(
        &self,
        kind: AgentKind,
        credential: JsValue,
        options: &JsValue,
    ) -> Result<Promise, ApiError> {
        if self.disposed.get() {
            return Err(CLIENT_DISPOSED);
        }
        method(&credential, "getToken").ok_or(NO_CREDENTIAL)?;
        let display_name = get(options, "displayName");
        if kind == AgentKind::Teams && !display_name.is_undefined() {
            return Err(DISPLAY_NAME);
        }
        let name = display_name.as_string();
        let is_name = name.as_ref().map_or(display_name.is_undefined(), |name| name.len() <= LONGEST_NAME);
        if !is_name {
            return Err(NO_DISPLAY_NAME);
        }
        if self.agent.borrow().as_ref().is_some_and(|agent| !agent.is_over()) {
            return Err(errors::agent_exists(kind));
        }
        log(Level::Info, &["An agent signs in."]);
        let runtime = Runtime::new(kind, credential, self.devices.clone());
        let agent = CallAgent::create(runtime.clone());
        mirror(&agent, "displayName", &display_name);
        runtime.set_agent(agent);
        self.agent.replace(Some(runtime.clone()));
        Ok(runtime.request(ApiCall::SignIn { name }, Answer::Agent))
    }
}

fn made_once(place: &RefCell<Option<JsValue>>, create: impl FnOnce() -> JsValue) -> JsValue {
    place.borrow_mut().get_or_insert_with(create).clone()
}
