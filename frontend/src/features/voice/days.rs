//! The days of a window, set and changed.

use leptos::prelude::*;

use super::{SetVoiceDays, VoiceKind, VoiceWindowState, set_voice_days, voice_board};
use crate::api::mutate;
use crate::i18n::t;
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{DateField, Form, TextArea};
use crate::ui::toast::use_toasts;

/// The dialog.
#[component]
pub(super) fn DaysDialog(
    open: RwSignal<bool>,
    kind: VoiceKind,
    year: Memo<i64>,
    window: Memo<Option<voice_board::VoiceBoardVoiceWindows>>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, session) = (Form::new(), use_toasts(), use_session());
    let (from, to, reason) = (
        RwSignal::new(None),
        RwSignal::new(None),
        RwSignal::new(String::new()),
    );
    Effect::new(move |_| {
        if open.get() {
            let known = window.get_untracked();
            from.set(
                known
                    .as_ref()
                    .map(|window| window.opens_on)
                    .or_else(|| session.today()),
            );
            to.set(known.map(|window| window.closes_on));
            reason.set(String::new());
        }
    });
    let is_open = Memo::new(move |_| {
        window.with(|window| {
            window
                .as_ref()
                .is_some_and(|window| window.state == VoiceWindowState::Open)
        })
    });
    let send = Callback::new(move |()| {
        let (Some(opens_on), Some(closes_on)) = (from.get_untracked(), to.get_untracked()) else {
            return;
        };
        let input = set_voice_days::SetVoiceWindowInput {
            year: year.get_untracked(),
            kind,
            opens_on,
            closes_on,
            reason: Some(reason.get_untracked()).filter(|reason| !reason.is_empty()),
            version: window.with_untracked(|window| window.as_ref().map(|window| window.version)),
        };
        form.submit(
            mutate::<SetVoiceDays>(set_voice_days::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::voice::SET_DONE.get().to_owned());
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::voice::SET_DAYS explain=Some(t::voice::SET_WHY) submit=t::voice::SET_DAYS on_submit=send>
            <DateField form=form name="opensOn" label=t::voice::OPENS_ON value=from required=true/>
            <DateField form=form name="closesOn" label=t::voice::CLOSES_ON value=to required=true/>
            {move || is_open.get().then(|| view! {
                <TextArea form=form name="reason" label=t::voice::REASON hint=t::voice::REASON_HINT value=reason required=true max=1000 rows=2/>
            })}
        </ActionDialog>
    }
}
