//! Operations that the shell itself uses.

crate::operation!("graphql/shell.graphql": AppInfo, Me, RefreshSession, SignIn, SwitchHat, SignOut, Inbox, MarkRead, WorkCalendar);
