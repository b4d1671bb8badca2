use std::collections::{BTreeMap, BTreeSet};

use offhook_protocol::{CallId, EndpointId, RawId};

use crate::desk::Desk;
use crate::mail::{Device, Mail, ToCall, ToUser};

/// One user: who can ring, and which calls want them to.
#[derive(Debug)]
pub(crate) struct User {
    id: RawId,
    endpoints: BTreeMap<EndpointId, Option<String>>,
    rung_by: BTreeSet<CallId>,
}

impl User {
    pub(crate) fn new(id: RawId) -> User {
        User { id, endpoints: BTreeMap::new(), rung_by: BTreeSet::new() }
    }

    /// Whether nothing would be lost by forgetting it.
    pub(crate) fn is_empty(&self) -> bool {
        self.endpoints.is_empty() && self.rung_by.is_empty()
    }

    pub(crate) fn handle(&mut self, desk: &mut Desk<'_>, message: ToUser) {
        match message {
            ToUser::Attach(endpoint, name) => {
                self.endpoints.insert(endpoint.clone(), name.clone());
                for call in &self.rung_by {
                    let device = Device { endpoint: endpoint.clone(), name: name.clone() };
                    desk.post(self.devices(call, vec![device]));
                }
            }
            ToUser::Detach(endpoint) => {
                self.endpoints.remove(&endpoint);
            }
            ToUser::Ring(call) => {
                let device = |(endpoint, name): (&EndpointId, &Option<String>)| Device {
                    endpoint: endpoint.clone(),
                    name: name.clone(),
                };
                desk.post(self.devices(&call, self.endpoints.iter().map(device).collect()));
                self.rung_by.insert(call);
            }
            ToUser::StopRinging(call) => {
                self.rung_by.remove(&call);
            }
        }
    }

    fn devices(&self, call: &CallId, devices: Vec<Device>) -> Mail {
        Mail::Call(call.clone(), ToCall::Devices(self.id.clone(), devices))
    }
}
