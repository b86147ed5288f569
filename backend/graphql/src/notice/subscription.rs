//! What the outbox says, live, to the account it is addressed to.
