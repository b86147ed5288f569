//! The anonymous ballot (K20, K27, K28): no account, no cookie; the credential is blinded on this device.

mod crypto;
mod device;
mod enter;
mod fill;
mod finish;
mod page;
mod verify;

crate::lazy_page!(ballot: BallotPage => page::page);

crate::operation!("graphql/ballot.graphql": BallotOpen, BallotList, BallotDraw, BallotCast);
