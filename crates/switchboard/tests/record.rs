//! What the switchboard knows of a call can be stored and read back at any moment.

use offhook_protocol::{
    ClientMessage, Frame, Hello, LegId, RawId, ServerMessage, Sources, StartCall, Timestamp, VERSION,
};
use offhook_switchboard::{
    CallRecord, Config, ConnectionId, Fresh, Identity, Input, Output, Received, Switchboard,
};

const ALICE: &str = "8:orgid:aaaaaaaa-0000-4000-8000-000000000001";
const BOB: &str = "8:orgid:bbbbbbbb-0000-4000-8000-000000000002";

#[test]
fn a_call_survives_being_stored_at_every_step() {
    let mut board = Switchboard::new(Config::default());
    let mut fresh = 0;
    let mut step = |board: &mut Switchboard, input| {
        fresh += 1000;
        board.handle_input(Timestamp(1), Fresh(fresh), input);
        for record in board.calls() {
            let stored = serde_json::to_string(record).expect("a record is plain data");
            assert_eq!(&serde_json::from_str::<CallRecord>(&stored).expect("it reads back"), record);
        }
        drain(board)
    };
    step(&mut board, hello(1, ALICE));
    step(&mut board, hello(2, BOB));
    let start = StartCall { leg: LegId("a".into()), callee: RawId(BOB.into()), sources: sources() };
    let rings = step(&mut board, frame(1, 1, ClientMessage::StartCall(start)));
    let leg = rings.iter().find_map(|output| leg_of(output, ConnectionId(2))).expect("Bob is rung");
    step(&mut board, frame(2, 1, ClientMessage::Ringing { leg: leg.clone() }));
    step(&mut board, frame(2, 2, ClientMessage::Accept { leg, sources: sources() }));
    assert_eq!(board.calls().count(), 1);
    step(&mut board, frame(1, 2, ClientMessage::HangUp { leg: LegId("a".into()) }));
    assert_eq!(board.calls().count(), 0);
}

fn hello(connection: u64, user: &str) -> Input {
    Input::Hello {
        connection: ConnectionId(connection),
        identity: Identity {
            user: RawId(user.into()),
            name: None,
            tenant: None,
            expires: Timestamp(u64::MAX),
        },
        hello: Hello { version: VERSION, token: String::new(), resume: None, name: None },
        ack: 0,
    }
}

fn frame(connection: u64, seq: u64, message: ClientMessage) -> Input {
    let frame = Frame { seq, ack: 0, message: Some(message) };
    Input::Frame { connection: ConnectionId(connection), received: Received::Frame(frame) }
}

fn sources() -> Sources {
    Sources::default()
}

fn drain(board: &mut Switchboard) -> Vec<Output> {
    std::iter::from_fn(|| Some(board.poll_output()).filter(|output| !matches!(output, Output::Timeout(_))))
        .collect()
}

fn leg_of(output: &Output, to: ConnectionId) -> Option<LegId> {
    match output {
        Output::Send(connection, Frame { message: Some(ServerMessage::Call { leg, .. }), .. })
            if *connection == to =>
        {
            Some(leg.clone())
        }
        _ => None,
    }
}
